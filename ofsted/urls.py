from django.urls import path

from lists.doors import doors
from ofsted import views
from ofsted.lists import AREAS, OUTCOMES
from ofsted.models import Regime

AREAS_OF = "national/areas/<str:as_at>/<slug:basis>/<slug:phase>/<slug:regime>/"
OUTCOMES_OF = "national/<str:as_at>/<slug:basis>/"

urlpatterns = [
    *doors(OUTCOMES, "national/"),
    path("national/new/", views.outcomes_new, name="national-new"),
    *doors(AREAS, "national/areas/"),
    path(
        "national/areas/new/report-card/",
        views.areas_new,
        {"regime": Regime.REPORT_CARD},
        name="national-areas-new-report-card",
    ),
    path(
        "national/areas/new/key-judgements/",
        views.areas_new,
        {"regime": Regime.KEY_JUDGEMENTS},
        name="national-areas-new-key-judgements",
    ),
    path(AREAS_OF, views.areas, name="national-areas"),
    path(f"{AREAS_OF}edit/", views.areas_edit, name="national-areas-edit"),
    path(f"{AREAS_OF}remove/", views.areas_remove, name="national-areas-remove"),
    path(f"{AREAS_OF}history/", views.areas_history, name="national-areas-history"),
    path(OUTCOMES_OF, views.outcomes, name="national-outcomes"),
    path(f"{OUTCOMES_OF}edit/", views.outcomes_edit, name="national-outcomes-edit"),
    path(f"{OUTCOMES_OF}remove/", views.outcomes_remove, name="national-outcomes-remove"),
    path(f"{OUTCOMES_OF}history/", views.outcomes_history, name="national-outcomes-history"),
]
