"""What is done to several agreements or charges at once, and what is asked before."""

from django import forms
from django.utils import timezone

from documents.display import counted
from lists.declared import Together, TogetherForm
from membership.packages import owed
from thep.days import day_field


class PaidForm(TogetherForm):
    on = day_field("Paid on", is_past=True, initial=timezone.localdate)


class InvoicedForm(TogetherForm):
    on = day_field("Invoiced on", is_past=True, initial=timezone.localdate)
    invoice_reference = forms.CharField(
        max_length=100, required=False, help_text="If they are on one invoice; otherwise write it on each."
    )


def _paid(one: str) -> Together:
    return Together(
        "paid",
        "Mark as paid",
        title="Mark {} as paid",
        fits=owed.not_paid,
        misfits="paid already",
        form=PaidForm,
        do=owed.mark_paid,
        done=lambda number: f"{counted(number, one)} marked as paid.",
    )


AGREEMENTS_TOGETHER = (
    Together(
        "invoiced",
        "Mark as invoiced",
        title="Mark {} as invoiced",
        fits=owed.not_invoiced,
        misfits="invoiced or paid already",
        form=InvoicedForm,
        do=owed.mark_invoiced,
        done=lambda number: f"{counted(number, 'agreement')} marked as invoiced.",
    ),
    _paid("agreement"),
)
CHARGES_TOGETHER = (_paid("charge"),)
