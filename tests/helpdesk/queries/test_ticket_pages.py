"""The statements that are written once give what the ORM gives, for every role, view, direction and kind of place."""

from datetime import timedelta
from itertools import product

import pytest

from accounts.enums import Role
from core.tenancy import tenant
from helpdesk.api.pages import FirstDueFirst, NewestSolvedFirst
from helpdesk.enums import TicketView
from helpdesk.models import DepartmentMember
from helpdesk.queries.ticket_lists import listed_tickets
from helpdesk.queries.ticket_pages import ticket_page
from helpdesk.queries.tickets import rows_for
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, DepartmentFactory, DraftFactory, TicketFactory, TicketReadFactory

AT = OPENED_AT + timedelta(hours=5)
PLACES = {FirstDueFirst: ("position", "id"), NewestSolvedFirst: ("solved_at", "id")}


class OfTwo:
    """Pages so short that there is a next one."""

    page_size = 2


class DueOfTwo(OfTwo, FirstDueFirst):
    pass


class SolvedOfTwo(OfTwo, NewestSolvedFirst):
    pass


@pytest.fixture(params=[Role.OWNER, Role.SUPERVISOR, Role.AGENT, Role.REVIEWER])  # each way of reaching tickets
def viewer(request, organization, other_organization):
    """A member of one of two departments with tickets of every kind, beside another organization's."""
    member = MembershipFactory(organization=organization, role=request.param)
    mine = DepartmentFactory(organization=organization, members=[member])
    for department in (mine, DepartmentFactory(organization=organization)):
        for mark, kind in enumerate([{}, {"answered": True}, {"solved": True}, {"due_in": timedelta(hours=5)}]):
            for assignee in (None, member):
                fields = {"department": department, "assignee": assignee, **kind}
                moved = {"last_message_at": OPENED_AT + timedelta(minutes=mark)}
                ticket = TicketFactory(organization=organization, **moved, **fields)
                if assignee:
                    TicketReadFactory(organization=organization, ticket=ticket, membership=member, read_at=AT)
                    DraftFactory(organization=organization, ticket=ticket, membership=member)
    TicketFactory(organization=other_organization)
    return member


def written_anew(pages, place, *, backwards, viewer, filters):
    tickets = rows_for(listed_tickets(viewer=viewer, filters=filters, at=AT), viewer=viewer)
    return list(pages.from_place(tickets, place, backwards=backwards)[: pages.page_size + 1])


def test_each_shape_gives_the_rows_of_the_orm(viewer):
    seen = 0
    with tenant(viewer.organization_id):
        for view, kind in product([None, *TicketView], [DueOfTwo, SolvedOfTwo]):
            filters = {"view": view.value} if view else {}
            everything = written_anew(kind(), None, backwards=False, viewer=viewer, filters=filters)
            names = PLACES[FirstDueFirst if kind is DueOfTwo else NewestSolvedFirst]
            places = [None, *([getattr(row, name) for name in names] for row in everything[:1] + everything[-1:])]
            for place, backwards in product(places, [False, True]):
                asked = {"backwards": backwards, "viewer": viewer, "filters": filters}
                expected = written_anew(kind(), place, **asked)
                assert ticket_page(kind(), place, at=AT, **asked) == expected
                seen += len(expected)
    assert seen > 50


def test_two_members_of_one_role_share_the_text_and_see_their_own(viewer):
    colleague = MembershipFactory(organization=viewer.organization, role=viewer.role)
    asked = {"backwards": False, "filters": {"view": "mine"}, "at": AT}
    with tenant(viewer.organization_id):
        mine = ticket_page(FirstDueFirst(), None, viewer=viewer, **asked)
        theirs = ticket_page(FirstDueFirst(), None, viewer=colleague, **asked)

    assert {row.assignee_id for row in mine} == {viewer.pk}
    assert theirs == []


def test_who_leaves_a_department_sees_its_tickets_no_longer(agent, billing):
    TicketFactory(organization=agent.organization, department=billing)
    asked = {"backwards": False, "viewer": agent, "filters": {"view": "open"}, "at": AT}
    with tenant(agent.organization_id):
        before = ticket_page(FirstDueFirst(), None, **asked)
        DepartmentMember.objects.filter(membership=agent).delete()
        after = ticket_page(FirstDueFirst(), None, **asked)

    assert (len(before), after) == (1, [])


@pytest.mark.parametrize("narrowed", [{"status": ["new"]}, {"priority": "normal"}])
def test_what_narrows_further_is_never_left_out(viewer, narrowed):
    filters = {"view": "all", **narrowed}
    with tenant(viewer.organization_id):
        expected = written_anew(FirstDueFirst(), None, backwards=False, viewer=viewer, filters=filters)
        found = ticket_page(FirstDueFirst(), None, backwards=False, viewer=viewer, filters=filters, at=AT)

    assert [row.id for row in found] == [row.id for row in expected]
    assert found
