from django.apps import AppConfig


class WorkbookConfig(AppConfig):
    name = "workbook"
