"""What a person keeps of a list."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.rows import OwnRows

MOST_IN_A_QUERY = 2_000  # letters


class SavedFilter(models.Model):
    """Filters and the order of one list, under a name of the person's own. Nobody else sees it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    list_name = models.CharField("list", max_length=50)
    name = models.CharField(max_length=60)
    query = models.CharField("what is asked", max_length=MOST_IN_A_QUERY, help_text="As it stands in the address.")

    objects = OwnRows.of("owner")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list_name", "name"],
                name="savedfilter_once",
                violation_error_message="You have saved filters under this name already.",
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="savedfilter_says_something"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse(self.list_name)}?{self.query}"
