from django.urls import path

from visits.views import visit

urlpatterns = [path("visits/<int:pk>/", visit.visit, name="visit")]
