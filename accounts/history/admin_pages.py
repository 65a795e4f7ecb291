"""A record's history in Django admin, field by field, and the page that restores an earlier version."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from accounts.history import restoring
from accounts.history.reading import Page, changes_of_removed
from accounts.history.restoring import Moved, Restoration
from accounts.refusals import Refused
from thep.numbers import number_in


class HistoryPages:
    """For the admin of every record. A removed record keeps its history page, and can be restored from it.

    Where `can_restore` is off, the history is to look at.
    """

    can_restore = True

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<path:object_id>/history/<int:number>/restore/", view, name=name), *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        pk = self._key(object_id)
        record = self.get_object(request, unquote(object_id))
        older_than = number_in(request.GET.get("older_than"))
        page = Page((), None) if pk is None else changes_of_removed(self.model, pk, request.user, older_than=older_than)
        if record is None and not page.changes:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        is_standing = record is not None and older_than is None and bool(page.changes)
        return TemplateResponse(
            request,
            "admin/accounts/record_history.html",
            self._context(request, object_id, record)
            | {
                "title": f"History of {record or page.changes[0].record}",
                "page": page,
                "older_than": older_than,
                "standing": page.changes[0].number if is_standing else None,
                "restore_name": self.can_restore
                and f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_restore",
            }
            | (extra_context or {}),
        )

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """Show what restoring would change; a POST does it, if nothing has changed since that was shown."""
        if not self.can_restore:
            raise PermissionDenied
        pk = self._key(object_id)
        plan = None if pk is None else restoring.planned(self.model, pk, number)
        if plan is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method != "POST":
            return self._shown(request, object_id, number, plan)
        try:
            done = restoring.restore(self.model, pk, number, standing=number_in(request.POST.get("standing")) or 0)
        except Moved:
            words = "The record has changed since you saw this. Nothing was restored; this is how it is now."
            return self._shown(request, object_id, number, plan, [words], status=409)
        except IntegrityError as error:
            return self._shown(request, object_id, number, plan, [Refused(error).words], status=409)
        self.log_change(request, done.record, "Restored an earlier version.")
        messages.success(request, f"Restored: {done.record}.")
        return HttpResponseRedirect(self._address("history", object_id))

    def _shown(
        self,
        request: HttpRequest,
        object_id: str,
        number: int,
        plan: Restoration,
        refusals: list[str] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = self._context(request, object_id, None if plan.is_removed else plan.record)
        context |= {"title": "Restore this version", "plan": plan, "refusals": refusals or []}
        return TemplateResponse(request, "admin/accounts/restore.html", context, status=status)

    def _context(self, request: HttpRequest, object_id: str, record: Any) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "object": record,
            "record_address": record and self._address("change", object_id),
            "history_address": self._address("history", object_id),
            "list_address": reverse(f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_changelist"),
        }

    def _address(self, page: str, object_id: str) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=[quote(unquote(object_id))])

    def _key(self, object_id: str) -> Any:
        try:
            return self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            return None
