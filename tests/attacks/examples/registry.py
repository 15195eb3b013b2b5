from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import Membership, Organization
from helpdesk.models import Department


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the example's row stands, seen from the member who acts."""

    name: str  # own row, own department, other department, other organization
    organization: Organization
    department: Department
    actor: Membership  # who will call; of organization A always
    colleague: Membership  # somebody else who works in `department`

    @property
    def owner(self) -> Membership:
        """Whose row it is: the actor's own only in the place of that name."""
        return self.actor if self.name == OWN_ROW else self.colleague


OWN_ROW, OWN_DEPARTMENT = "own row", "own department"
OTHER_DEPARTMENT, OTHER_ORGANIZATION = "other department", "other organization"

type Rows = Callable[[Place], Any]
type Words = Callable[[Any, Place], dict[str, Any]]


def by_public_id(row: Any, place: Place) -> dict[str, Any]:
    return {"public_id": row.public_id}


@dataclass(frozen=True, kw_only=True)
class Example:
    """How to make one row this operation works on, and a call of it that succeeds.

    `make` returns the row at `place`, made inside its own organization; None if the operation needs none.
    `body` and `query` get it. What else must be known to compute the answer from the permission table:
    """

    make: Rows | None = None
    path: Words = by_public_id
    body: Words | None = None
    query: Words | None = None
    ok: int = 200

    departments: bool = True  # rows belong to departments; False: to the whole organization
    seen_by: str = ""  # the action that decides whether the row is visible; empty: the operation's own
    in_body: bool = False  # the row is named by the body: out of sight is 400 "not found" there
    in_query: bool = False  # the row is named by the query: out of sight is 404
    listed: Callable[[Any, dict[str, Any]], bool] | None = None  # for lists: is this line of `results` the row?
    own_rows: bool = False  # rows have a person; there is a place "own row"
    hidden: str = ""  # why the row is there for its own person alone, however far the role carries
    only_own: str = ""  # why only its own person may do this, however far the role carries
    makes_own: bool = False  # what it makes is the actor's own, so a role that carries that far is enough


EXAMPLES: dict[str, Example] = {}


def example(operation_id: str, **facts: Any) -> None:
    assert operation_id not in EXAMPLES, operation_id
    EXAMPLES[operation_id] = Example(**facts)
