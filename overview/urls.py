from django.urls import path

from overview import views
from overview.school_history import school_history

urlpatterns = [
    path("", views.home, name="home"),
    path("schools/<int:pk>/", views.school_detail, name="school-detail"),
    path("schools/<int:pk>/history/", school_history, name="school-history"),
]
