"""The form of a contact of a school or an associate."""

from typing import Any

from django import forms

from schools.models import Contact
from thep.days import day_field
from thep.versions import NoticesChanges


class ContactForm(NoticesChanges):
    """`place` is what a new contact is of: a school, an associate or nothing."""

    name = forms.CharField(max_length=200)
    left_on = day_field("Left on", required=False)

    class Meta:
        model = Contact
        fields = ("name", "post", "email", "phone", "is_written_to", "left_on")
        labels = {"is_written_to": "Gets letters about the membership"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.associate_id:
            del self.fields["is_written_to"]
        if not self.instance.pk:
            del self.fields["left_on"]

    def _get_validation_exclusions(self) -> set[str]:
        """The place is not typed, and the rule that a person is there once is about it."""
        return super()._get_validation_exclusions() - {"school", "associate", "sort_name"}
