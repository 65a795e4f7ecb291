from django.urls import include, path

from lists.doors import doors
from membership.views import board, letters, memberships, opening
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
    path("", include("membership.package_urls")),
]
