from django.urls import path

from lists.doors import doors
from overview import search, views
from overview.school import history, page
from overview.school_list import SCHOOLS

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search.search, name="search"),
    *doors(SCHOOLS, "schools/"),
    path("schools/<int:pk>/", page.school_detail, name="school-detail"),
    path("schools/<int:pk>/timeline/", page.school_timeline, name="school-timeline"),
    path("schools/<int:pk>/history/", history.school_history, name="school-history"),
]
