from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.admin_site import RecordAdmin
from accounts.models import User

admin.site.unregister(Group)  # what a person may do is their role: accounts/permissions.py
# Secrets of people, and tables that stay empty.
admin.site.unregister([EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession])


@admin.register(User)
class UserAdmin(RecordAdmin):
    """To look at. People are invited, changed and let go on their own pages, which see to all that goes with it."""

    can_restore = False

    fields = readonly_fields = (
        *("email", "name", "role", "is_in_challenge_group", "is_active"),
        *("last_login", "created_at", "deactivated_at", "anonymised_at", "page"),
    )
    list_display = ("email", "name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    ordering = ("email", "id")

    def described(self, obj: User) -> str:
        return f"{obj.name} ({obj.email})"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.display(description="to change")
    def page(self, person: User) -> SafeString:
        return format_html('<a href="{}">{}’s page</a>', reverse("person", args=[person.pk]), person)
