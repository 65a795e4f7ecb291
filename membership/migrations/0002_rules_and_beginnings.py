"""What the models cannot say: a covered school's period is its agreement's; and what a partnership
begins with: packages, and letters whose words it changes as it likes.
"""

from django.db import migrations

SAME_PERIOD = """
alter table membership_agreementschool add constraint agreementschool_same_period
foreign key (agreement_id, period) references membership_agreement (id, period)
on update cascade deferrable initially deferred
"""

PACKAGES = [("bronze", "Bronze"), ("silver", "Silver"), ("gold", "Gold"), ("nursery", "Nursery")]

WORDINGS = {
    "invitation": (
        "{{ partnership }}: your membership for {{ year }}",
        "Dear colleague,\n\n"
        "We would like {{ school }} to be with us again in {{ year }}. This year you are a member{{ with_package }}.\n\n"
        "Please tell us {{ by_when }} whether you renew, and whether you would like the same package or another. "
        "A reply to this letter is enough.\n\n"
        "{{ partnership }}",
    ),
    "reminder": (
        "{{ partnership }}: we have not heard from you about {{ year }}",
        "Dear colleague,\n\n"
        "{{ days }} ago we asked {{ school }} about its membership for {{ year }}, and we have no answer on record yet. "
        "If you have answered meanwhile, please forgive this reminder.\n\n"
        "Could you tell us {{ by_when }} whether you renew?\n\n"
        "{{ partnership }}",
    ),
}


def add_packages(apps, schema_editor):
    package = apps.get_model("membership", "Package")
    for position, (slug, name) in enumerate(PACKAGES, 1):
        package.objects.create(slug=slug, name=name, is_sla=True, position=position)
    package.objects.create(slug="non_sla", name="Non-SLA", is_sla=False, position=len(PACKAGES) + 1)


def add_wordings(apps, schema_editor):
    wording = apps.get_model("membership", "LetterWording")
    for kind, (subject, text) in WORDINGS.items():
        wording.objects.create(kind=kind, subject=subject, text=text)


class Migration(migrations.Migration):
    replaces = [("membership", "0002_rules_and_packages"), ("membership", "0006_wordings")]

    dependencies = [("membership", "0001_tables")]

    operations = [
        migrations.RunSQL(
            SAME_PERIOD, "alter table membership_agreementschool drop constraint agreementschool_same_period"
        ),
        migrations.RunPython(add_packages, migrations.RunPython.noop),
        migrations.RunPython(add_wordings, migrations.RunPython.noop),
    ]
