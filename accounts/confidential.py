"""What of a record not everyone who sees the record may see. Declared above the model; nothing else says it again.

Whose rows a person sees is each QuerySet's `visible_to`; here stands which columns of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from accounts.permissions import Permission


@dataclass(frozen=True)
class Confidential:
    """`whole`: the permission for the records at all. `columns`: for some of their fields.

    `marked`: for those records alone in which a yes-or-no field says yes. Such a field never changes.
    With `except_own` people see the whole of what belongs to their own school without it.
    """

    whole: Permission | None = None
    except_own: bool = False
    marked: dict[str, Permission] = field(default_factory=dict)
    columns: dict[str, Permission] = field(default_factory=dict)


_declared: dict[type[models.Model], Confidential] = {}


def confidential(
    whole: Permission | None = None,
    *,
    except_own: bool = False,
    marked: dict[str, Permission] | None = None,
    **columns: Permission,
) -> Callable[[type], type]:
    def declare(model: type[models.Model]) -> type[models.Model]:
        for name in (*columns, *(marked or ())):
            model._meta.get_field(name)
        _declared[model] = Confidential(whole, except_own, marked or {}, columns)
        return model

    return declare


def is_hidden(model: type[models.Model], user: Any, *, is_own: bool = False) -> bool:
    """Whether `user` may see no such record. `is_own`: those asked about belong to a school the person acts for."""
    declared = _declared.get(model, Confidential())
    return declared.whole is not None and not (is_own and declared.except_own) and not user.may(declared.whole)


def hidden_fields(model: type[models.Model], user: Any) -> frozenset[str]:
    """The names of the fields that `user` may not see, on records they may."""
    columns = _declared.get(model, Confidential()).columns
    return frozenset(name for name, permission in columns.items() if not user.may(permission))


def hidden_marks(model: type[models.Model], user: Any) -> frozenset[str]:
    """The names of the yes-or-no fields that hide a record from `user` where they say yes."""
    marked = _declared.get(model, Confidential()).marked
    return frozenset(name for name, permission in marked.items() if not user.may(permission))
