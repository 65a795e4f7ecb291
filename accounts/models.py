"""The people who sign in."""

from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from accounts.confidential import confidential
from accounts.history.recording import recording
from accounts.history.tracking import tracked
from accounts.permissions import CHALLENGE_GROUP, GRANTS, Permission, Role
from accounts.rows import PeopleRows


class UserQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Everyone, for those who may see contacts; the others see themselves."""
        return self if user.may(Permission.CONTACT_VIEW) else self.filter(pk=user.pk)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        """An admin: what `manage.py createsuperuser` makes."""
        with recording(command="createsuperuser"):
            return self.create_user(email=email, password=password, role=Role.ADMIN, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        """Whatever the case of the address.

        Letters that merely have a capital in common (i and ı) are different ones, also to mail servers: a code for one
        must not be sent to the other.
        """
        for user in self.filter(email__iexact=email):
            if user.email.lower() == email.lower():
                return user
        raise self.model.DoesNotExist

    def active_with(self, email: str) -> "User | None":
        """The person who may sign in with this address."""
        try:
            person = self.get_by_natural_key(email)
        except self.model.DoesNotExist:
            return None
        return person if person.is_active else None


@confidential(Permission.CONTACT_VIEW)
@tracked(exclude=("password", "last_login"))
class User(AbstractBaseUser):
    """A person with one role. The address they sign in with is their name to the portal, whatever its case."""

    email = models.EmailField("email address", max_length=254, unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(
        max_length=20, choices=Role, blank=True, help_text="Without a role a person can do nothing."
    )
    is_in_challenge_group = models.BooleanField(
        "in the challenge group", default=False, help_text="Staff who see school reviews."
    )
    is_active = models.BooleanField("can sign in", default=True)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_unique", violation_error_message="Someone already has this address."
            ),
            models.CheckConstraint(condition=models.Q(role__in=["", *Role.values]), name="user_role_known"),
            models.CheckConstraint(
                condition=models.Q(is_in_challenge_group=False) | models.Q(role=Role.STAFF),
                name="user_challenge_group_is_staff",
                violation_error_message="Only staff can be in the challenge group.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=False) | models.Q(deactivated_at=None),
                name="user_active_or_deactivated",
                violation_error_message="Who can sign in has not been deactivated.",
            ),
            models.CheckConstraint(
                condition=models.Q(anonymised_at=None) | models.Q(is_active=False),
                name="user_anonymised_is_out",
                violation_error_message="Whose personal data has been erased cannot sign in.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def may(self, permission: Permission) -> bool:
        granted = permission in GRANTS.get(self.role, ())
        return self.is_active and (granted or (self.is_in_challenge_group and permission in CHALLENGE_GROUP))

    # Django admin asks these; only the admin role works there, and there it may do everything.

    @property
    def is_staff(self) -> bool:
        return self.may(Permission.ADMIN_SITE)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.may(Permission.ADMIN_SITE)

    def has_module_perms(self, app_label: str) -> bool:
        return self.may(Permission.ADMIN_SITE)


@confidential(Permission.PEOPLE_MANAGE)
@tracked(exclude=("token_hash",))
class Invitation(models.Model):
    """A link by e-mail with which a person makes their sign-in work: once, until it expires or is withdrawn.

    Until then the person cannot sign in. Only the link itself holds its token; here stands what it hashes to.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PeopleRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="invitation_one_open",
                violation_error_message="This person already has an invitation.",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
                name="invitation_accepted_or_withdrawn",
                violation_error_message="An invitation that was accepted cannot be withdrawn.",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("sent_at")),
                name="invitation_expires_after_sent",
                violation_error_message="An invitation expires after it was sent.",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.user}"


class Download(models.Model):
    """Personal data that somebody took away in a file: who, when, what, and about whom if about one person."""

    taken_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="downloads")
    taken_at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=200)
    about = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="downloads_about")

    objects = PeopleRows.as_manager()

    def __str__(self) -> str:
        return f"{self.what}, taken by {self.taken_by}"
