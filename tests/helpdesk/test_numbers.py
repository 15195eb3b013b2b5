import threading

import pytest
from django.db import connection

from core.tenancy import tenant
from helpdesk.models import Ticket
from helpdesk.services.incoming import NewMessage, open_ticket
from tests.factories.helpdesk import OPENED_AT, ContactFactory, DepartmentFactory

CLIENTS = 16  # half of them of each of two organizations
EACH = 250


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_f18_numbers_are_one_to_n_in_each_organization_although_some_openings_fail(organization, other_organization):
    """Clients of two organizations at once; every fourth opening is taken back after it had its number."""
    places = {
        each.pk: (DepartmentFactory(organization=each), ContactFactory(organization=each))
        for each in (organization, other_organization)
    }
    start, failures = threading.Barrier(CLIENTS), []

    def client(organization_id):
        department, contact = places[organization_id]
        try:
            start.wait(timeout=20)
            for n in range(EACH):
                try:
                    with tenant(organization_id):
                        open_ticket(
                            department=department,
                            contact=contact,
                            subject="S",
                            message=NewMessage(text="T"),
                            at=OPENED_AT,
                        )
                        change_mind(n % 4 == 3)
                except _ChangedMyMind:
                    continue
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=[pk]) for pk in places for _ in range(CLIENTS // 2)]
    [thread.start() for thread in threads]
    [thread.join(timeout=240) for thread in threads]

    assert failures == []
    for organization_id in places:
        with tenant(organization_id):
            numbers = list(Ticket.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, CLIENTS // 2 * (EACH - EACH // 4) + 1))


class _ChangedMyMind(Exception):
    pass


def change_mind(does):
    if does:
        raise _ChangedMyMind
