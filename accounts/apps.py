from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AccountsConfig(AppConfig):
    name = "accounts"


class PortalAdminConfig(admin.AdminConfig):
    """Django admin, with the portal's own site in place of the stock one."""

    default = False
    default_site = "accounts.admin_site.PortalAdminSite"
