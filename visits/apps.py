from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        from mail.due import falls_due
        from visits.due import tell_owners

        falls_due(tell_owners)
