from django.urls import path

from workbook import views

urlpatterns = [
    path("", views.workbook_upload, name="workbook-upload"),
    path("empty.xlsx", views.workbook_template, name="workbook-template"),
    path("<str:token>/", views.workbook_preview, name="workbook-preview"),
    path("<str:token>/apply/", views.workbook_apply, name="workbook-apply"),
]
