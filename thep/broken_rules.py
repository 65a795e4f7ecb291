"""What the database refused, in the words of the rule that was broken."""

from django.apps import apps


def words_of(error: Exception) -> str:
    """The message of the constraint that `error` names; empty where it names none, or one without words of its own."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            message = constraint.violation_error_message
            if constraint.name == name and message != constraint.default_violation_error_message:
                return str(message)
    return ""
