from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.history.recording import recording
from accounts.models import User
from accounts.permissions import Role
from schools.models import School, SchoolRepresentative, SchoolUrn
from workbook import imports

SAMPLE = settings.BASE_DIR / "samples" / "tower-hamlets-2017-18"
PASSWORD = "sample-partnership"  # noqa: S105 - printed for everyone, and made in the demo alone
DOMAIN = "@thep.example"
PEOPLE = {
    Role.STAFF: "Sam Staff",
    Role.HEADTEACHER: "Harriet Head",
    Role.TRUSTEE: "Tariq Trustee",
    Role.ADMIN: "Ada Admin",
}
HEADS_URN = 100937  # Bangabandhu


class Command(BaseCommand):
    help = "Load the sample partnership if the portal holds no school, with a sign-in for each role. Only in the demo."

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The sample is for the demo: run python3 dev.py run, or set THEP_DEMO=1.")
        if School.objects.exists() and not User.objects.filter(email__iendswith=DOMAIN).exists():
            self.stdout.write("The portal holds records of its own: neither the sample nor its sign-ins are added.")
            return
        with recording(command="load_sample"):
            people = {role: self._person(role) for role in PEOPLE}
        if not School.objects.exists():
            with recording(command="load_sample", file=SAMPLE.name):
                self._load(by=people[Role.ADMIN])
        with recording(command="load_sample"):
            self._represent(people[Role.HEADTEACHER])
        self.stdout.write("\nSample sign-ins, all with the same password:\n\n")
        for role, person in people.items():
            self.stdout.write(f"  {role.label:12} {person.email:28} {PASSWORD}")

    def _person(self, role: Role) -> User:
        email = f"{role.value}{DOMAIN}"
        person = User.objects.filter(email__iexact=email).first()
        return person or User.objects.create_user(email=email, password=PASSWORD, name=PEOPLE[role], role=role)

    def _load(self, *, by: User) -> None:
        plan = imports.plan(imports.read(SAMPLE))
        try:
            imports.apply(plan, by=by)
        except imports.NotApplied as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Loaded the sample partnership: {plan.created:,} records.")

    def _represent(self, head: User) -> None:
        """The head acts for one school; where staff have chosen others, those stay."""
        urn = SchoolUrn.objects.filter(urn=HEADS_URN).first()
        if urn and not SchoolRepresentative.objects.filter(user=head).exists():
            SchoolRepresentative.objects.create(school=urn.school, user=head)
