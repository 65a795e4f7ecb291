"""Says, for each change that a request makes, whose request it was."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.history.recording import recording_request


class HistoryMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with recording_request(request):
            return self.get_response(request)
