from django.urls import path

from lists.doors import doors
from membership.views import accounts, agreements, board, charges, letters, memberships, opening, prices
from membership.views.lists import AGREEMENTS, RENEWALS

urlpatterns = [
    *doors(AGREEMENTS, "agreements/"),
    *doors(RENEWALS, "renewals/"),
    path("renewals/open/", opening.renewals_open, name="renewals-open"),
    path("renewals/take-back/", opening.renewals_take_back, name="renewals-take-back"),
    path("renewals/board/", board.renewal_board, name="renewal-board"),
    path("renewals/board/step/", board.renewal_board_step, name="renewal-board-step"),
    path("renewals/add/", board.renewal_add, name="renewal-add"),
    path("renewals/letters/", letters.renewal_letters, name="renewal-letters"),
    path("renewals/wording/", letters.renewal_wording, name="renewal-wording"),
    path("memberships/<int:pk>/", memberships.membership, name="membership"),
    path("memberships/<int:pk>/step/", memberships.membership_step, name="membership-step"),
    path("memberships/<int:pk>/history/", memberships.membership_history, name="membership-history"),
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
