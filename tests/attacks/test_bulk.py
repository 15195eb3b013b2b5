"""A6: one change of many tickets, some of which are out of sight."""

import pytest

from accounts.enums import Role
from core.tenancy import tenant
from helpdesk.models import Ticket
from tests.attacks.calling import browser_of
from tests.attacks.cast import fingerprint, make_cast
from tests.attacks.examples.bulk import done, running
from tests.attacks.examples.helpdesk import ticket
from tests.attacks.examples.registry import OTHER_DEPARTMENT, OTHER_ORGANIZATION, OWN_DEPARTMENT, OWN_ROW

BULK = "/api/v1/bulk-changes/"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def ask(client, **body):
    return client.post(BULK, {"kind": "priority", "value": "urgent", **body}, content_type="application/json")


@pytest.mark.django_db
@pytest.mark.parametrize("hidden", [OTHER_DEPARTMENT, OTHER_ORGANIZATION, "unknown"])
@pytest.mark.parametrize("first", [True, False])
def test_a6_ids_of_which_one_is_out_of_sight_are_refused_whole(hidden, first):
    cast = make_cast()
    mine = [str(ticket(cast.place(OWN_DEPARTMENT, Role.AGENT)).public_id) for _ in range(2)]
    theirs = UNKNOWN if hidden == "unknown" else str(ticket(cast.place(hidden, Role.AGENT)).public_id)
    client = browser_of(cast.members[Role.AGENT])
    before = fingerprint(cast.ours, cast.theirs)

    response = ask(client, ids=[theirs, *mine] if first else [*mine, theirs])

    assert response.status_code == 400
    assert response.json()["errors"] == [{"field": "ids", "code": "not_found", "detail": "Not found."}]
    assert fingerprint(cast.ours, cast.theirs) == before


@pytest.mark.django_db
def test_a6_a_whole_view_is_only_what_the_member_sees():
    cast = make_cast()
    for place in (OWN_DEPARTMENT, OTHER_DEPARTMENT, OTHER_ORGANIZATION):
        ticket(cast.place(place, Role.AGENT))
    before = fingerprint(cast.theirs)

    said = ask(browser_of(cast.members[Role.AGENT]), filters={"view": "all"}).json()

    assert (said["total"], said["changed"]) == (1, 1)
    assert fingerprint(cast.theirs) == before
    with tenant(cast.ours.pk):
        assert dict(Ticket.objects.values_list("department__name", "priority")) == {"X": "urgent", "Y": "normal"}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["assign", "transfer"])
def test_a6_the_value_may_not_be_somebody_or_something_of_another_organization(kind):
    cast = make_cast()
    mine = ticket(cast.place(OWN_DEPARTMENT, Role.OWNER))
    abroad = cast.place(OTHER_ORGANIZATION, Role.OWNER)
    value = abroad.colleague if kind == "assign" else abroad.department
    client = browser_of(cast.members[Role.OWNER])

    foreign = ask(client, ids=[str(mine.public_id)], kind=kind, value=str(value.public_id))
    unknown = ask(client, ids=[str(mine.public_id)], kind=kind, value=UNKNOWN)

    assert (foreign.status_code, foreign.content) == (400, unknown.content)


@pytest.mark.django_db
@pytest.mark.parametrize(("verb", "make"), [("undo", done), ("cancel", running)])
def test_a6_nobody_stops_or_takes_back_what_a_colleague_asked_for(verb, make):
    cast = make_cast()
    theirs = make(cast.place(OWN_DEPARTMENT, Role.OWNER))  # asked for by the colleague of that department
    assert theirs.membership_id == cast.colleagues[OWN_ROW].pk
    client = browser_of(cast.members[Role.OWNER])
    before = fingerprint(cast.ours)

    answer = client.post(f"{BULK}{theirs.public_id}/{verb}/")
    unknown = client.post(f"{BULK}{UNKNOWN}/{verb}/")

    assert (answer.status_code, answer.content) == (404, unknown.content)
    assert fingerprint(cast.ours) == before
