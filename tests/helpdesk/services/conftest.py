import pytest

from helpdesk.services.incoming import NewMessage, open_ticket
from tests.factories.helpdesk import OPENED_AT, ContactFactory


@pytest.fixture
def contact(inside):
    return ContactFactory(organization=inside)


@pytest.fixture
def opened(inside, billing, contact):
    """Opened by its contact on a Wednesday at ten in Prague; Billing promises four working hours."""
    return open_ticket(
        department=billing, contact=contact, subject="Faktura", message=NewMessage(text="Dobrý den"), at=OPENED_AT
    )
