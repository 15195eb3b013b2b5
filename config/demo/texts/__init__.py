"""What invented customers write. `{…}` are filled in per ticket by `slots`."""

from typing import NamedTuple


class Scenario(NamedTuple):
    """One matter, as it goes back and forth."""

    department: str  # key of the department it belongs to
    subject: str
    opening: str
    reply: str
    more: str  # the customer's answer, and what brings a solved ticket back
    closing: str
    note: str


class Manners(NamedTuple):
    """How letters begin and end in one language."""

    greetings: tuple[str, ...]
    farewells: tuple[str, ...]
    staff_greeting: str
    staff_farewell: str
    thanks: str
    comments_good: tuple[str, ...]
    comments_bad: tuple[str, ...]
