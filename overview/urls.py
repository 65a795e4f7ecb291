from django.urls import path

from overview import search, views
from overview.school import history, page

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", search.search, name="search"),
    path("schools/<int:pk>/", page.school_detail, name="school-detail"),
    path("schools/<int:pk>/timeline/", page.school_timeline, name="school-timeline"),
    path("schools/<int:pk>/history/", history.school_history, name="school-history"),
]
