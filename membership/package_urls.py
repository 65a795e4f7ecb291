"""The addresses of packages, agreements, charges and the accounts."""

from django.urls import path

from lists.doors import doors
from membership.package_views import accounts, agreements, charges, prices

urlpatterns = [
    path("packages/", prices.package_list, name="package-list"),
    path("packages/new/", prices.package_new, name="package-new"),
    path("packages/<int:pk>/edit/", prices.package_edit, name="package-edit"),
    path("packages/<year:year>/prices/", prices.package_prices, name="package-prices"),
    path("agreements/new/", agreements.agreement_new, name="agreement-new"),
    path("agreements/list-price.json", agreements.agreement_list_price, name="agreement-list-price"),
    path("agreements/<int:pk>/", agreements.agreement, name="agreement"),
    path("agreements/<int:pk>/edit/", agreements.agreement_edit, name="agreement-edit"),
    path("agreements/<int:pk>/end/", agreements.agreement_end, name="agreement-end"),
    path("agreements/<int:pk>/change-package/", agreements.agreement_change_package, name="agreement-change-package"),
    path("agreements/<int:pk>/remove/", agreements.agreement_remove, name="agreement-remove"),
    *doors(charges.CHARGES, "charges/"),
    path("charges/new/", charges.charge_new, name="charge-new"),
    path("charges/<int:pk>/edit/", charges.charge_edit, name="charge-edit"),
    path("charges/<int:pk>/remove/", charges.charge_remove, name="charge-remove"),
    path("accounts-export/", accounts.accounts_export, name="accounts-export"),
]
