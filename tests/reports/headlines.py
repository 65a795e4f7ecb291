"""The numbers of a trustee's first page, as a browser finds them."""

import re

from django.test import Client
from django.urls import reverse

PAGE = reverse("report-list")
NUMBER = re.compile(r'<a class="figure" data-figure="([^"]+)" data-value="([^"]+)" href="([^"]+)">')


def numbers(client: Client) -> dict[str, tuple[str, str]]:
    """Each number by its key: its value, and the address it leads to."""
    page = client.get(PAGE).content.decode()
    return {key: (value, address) for key, value, address in NUMBER.findall(page)}
