from django.urls import path

from overview import views

urlpatterns = [
    path("", views.home, name="home"),
    path("schools/<int:pk>/", views.school_detail, name="school-detail"),
]
