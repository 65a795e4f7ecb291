"""The people who sign in."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from accounts.permissions import GRANTS, Permission, Role


class UserManager(BaseUserManager):
    def create_user(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def create_superuser(self, *, email: str, password: str | None = None, **fields: Any) -> "User":
        """An admin: what `manage.py createsuperuser` makes."""
        return self.create_user(email=email, password=password, role=Role.ADMIN, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person with one role. The address they sign in with is their name to the portal, whatever its case."""

    email = models.EmailField("email address", max_length=254, unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(
        max_length=20, choices=Role, blank=True, help_text="Without a role a person can do nothing."
    )
    is_active = models.BooleanField("can sign in", default=True)
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
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def may(self, permission: Permission) -> bool:
        return self.is_active and permission in GRANTS.get(self.role, ())

    # Django admin asks these; only the admin role works there, and there it may do everything.

    @property
    def is_staff(self) -> bool:
        return self.may(Permission.ADMIN_SITE)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.may(Permission.ADMIN_SITE)

    def has_module_perms(self, app_label: str) -> bool:
        return self.may(Permission.ADMIN_SITE)
