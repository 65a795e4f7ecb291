from django.urls import path

from schools.logo import partnership_logo

urlpatterns = [path("logos/<str:name>", partnership_logo, name="partnership-logo")]
