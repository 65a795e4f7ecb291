from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.contrib.auth.models import Group

from accounts.admin_site import RecordAdmin
from accounts.models import User

admin.site.unregister(Group)  # what a person may do is their role: accounts/permissions.py


class NewUserForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name", "role")


@admin.register(User)
class UserAdmin(RecordAdmin, DjangoUserAdmin):
    add_form = NewUserForm
    add_form_template = None
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("What they may do", {"fields": ("role", "is_active")}),
        ("Dates", {"fields": ("last_login", "created_at")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ("email", "name", "role", "password1", "password2")}),)
    readonly_fields = ("last_login", "created_at")
    filter_horizontal = ()
    list_display = ("email", "name", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    search_fields = ("email", "name")
    ordering = ("email", "id")

    def described(self, obj: User) -> str:
        return f"{obj.name} ({obj.email})"
