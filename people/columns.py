"""The columns of the list of people as a file."""

from accounts.states import State
from documents.display import Kind
from documents.tables import Column

COLUMNS = (
    Column("Name", lambda person: person.name),
    Column("E-mail address", lambda person: person.email),
    Column("Role", lambda person: person.get_role_display()),
    Column("Challenge group", lambda person: "yes" if person.is_in_challenge_group else None),
    Column("Schools", lambda person: ", ".join(str(acting.school) for acting in person.acts_for_today)),
    Column("Sign-in", lambda person: State(person.state).label),
    Column("Last signed in", lambda person: person.last_login and person.last_login.date(), Kind.DATE),
)
