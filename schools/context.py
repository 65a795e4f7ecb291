"""What every page says of whose portal it is."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from schools.models import Partnership


def partnership(request: HttpRequest) -> dict[str, Any]:
    """`partnership`, read when a template asks for it; `None` before it has been set up."""
    return {"partnership": SimpleLazyObject(lambda: Partnership.objects.first())}
