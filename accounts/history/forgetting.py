"""Taking personal data out of the history. The change that took it out of the record stays in it, without the data."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from accounts.history import tracking


def forget(model: type[models.Model], keys: Iterable[Any], **values: Any) -> None:
    """Put `values` in place of what every version of these records has in those fields; not all need be tracked."""
    event = tracking.of(model).event
    held = {field.name for field in event._meta.local_fields}
    event.objects.filter(pgh_obj_id__in=keys).update(**{name: new for name, new in values.items() if name in held})


def forget_whole(model: type[models.Model], keys: Iterable[Any]) -> None:
    """Every version of these records, and that they were there."""
    tracking.of(model).event.objects.filter(pgh_obj_id__in=keys).delete()
