"""What a list is: a value that its room declares, from which its page, its files and its addresses are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from accounts.permissions import Permission
from documents.tables import Column

if TYPE_CHECKING:
    from lists.asking import Asked
    from lists.filters import ListFilter


@dataclass(frozen=True)
class ListColumn(Column):
    """A column that can be sorted by where `sort`, its name in the address, is given.

    `by` are the fields the rows are then ordered by, `sort` itself unless told otherwise. With `has_gaps` some rows
    hold nothing there: these come last, upwards and downwards. `shown_to` says who sees it; everyone, unless told.
    """

    sort: str = ""
    by: tuple[str, ...] = ()
    has_gaps: bool = False
    shown_to: Callable[[Any], bool] = lambda user: True

    def ordering(self, *, downwards: bool) -> list[OrderBy]:
        return [self._directed(F(name), downwards) for name in self.by or (self.sort,)]

    def _directed(self, name: F, downwards: bool) -> OrderBy:
        last = {"nulls_last": True} if self.has_gaps else {}
        return name.desc(**last) if downwards else name.asc(**last)


class TogetherForm(forms.Form):
    """What is asked before something is done to several rows; most ask nothing."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user


@dataclass(frozen=True)
class Together:
    """Something done to several rows at once: what the button says, and the page that asks before it is done.

    `title` has a gap for how many they are: "Cancel {}".

    `fits` keeps the rows it can be done to, and `misfits` says of the others what they are: "not planned".
    `do(rows, by=…, **what the form holds)` does it and returns how often; `done` puts that into words.
    With `leads_to` the rows are only handed to another page: it gives the address.
    """

    slug: str
    label: str
    title: str = ""
    about: str = ""
    fits: Callable[[QuerySet], QuerySet] = lambda rows: rows
    misfits: str = ""
    form: type[TogetherForm] = TogetherForm
    do: Callable[..., int] | None = None
    done: Callable[[int], str] = str
    leads_to: Callable[[list[int]], str] | None = None


@dataclass(frozen=True)
class ListLink:
    """A link at the head of a list to the page named `to`, for who has the permission."""

    label: str
    to: str
    permission: Permission


@dataclass(frozen=True)
class List:
    """`name` is its address's name too. `rows(user)` are those a person sees; `read(rows, asked)` adds to them what the
    columns hold. `personal` says which personal data its files hold, where they do: taking them away is logged then.

    `licence` is the line that its files carry, where somebody's licence asks for one; `foot` names the template of what
    stands below the page.

    Rows stand in the order of `sort` until another is asked for, and by key where that leaves them equal. `everything`
    is the query that shows them all, where none asks for less.
    """

    name: str
    title: str
    one: str
    many: str
    columns: tuple[ListColumn, ...]
    filters: "type[ListFilter]"
    rows: Callable[[Any], QuerySet]
    read: "Callable[[QuerySet, Asked], QuerySet]"
    sort: str
    permission: Permission
    about: str = ""
    empty: str = "There are none yet."
    everything: str = ""
    personal: str = ""
    licence: str = ""
    foot: str = ""
    links: tuple[ListLink, ...] = ()
    together: tuple[Together, ...] = ()
    together_permission: Permission | None = None

    @property
    def file_name(self) -> str:
        return self.many.replace(" ", "-")
