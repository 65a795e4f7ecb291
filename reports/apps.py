from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.db.models.signals import post_migrate


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        post_migrate.connect(_drop_stored_figures, sender=self)


def _drop_stored_figures(apps: Apps, using: str, **told: Any) -> None:
    """They were counted by the rules of the version before."""
    try:
        stored = apps.get_model("reports", "StoredFigures")
    except LookupError:
        return  # migrated back to before there were any
    stored.objects.using(using).all().delete()
