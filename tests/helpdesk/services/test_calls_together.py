import pytest

from core.tenancy import tenant
from helpdesk.models import Call
from helpdesk.services.calls import enqueue_call
from tests.factories.calls import CallQueueFactory
from tests.factories.helpdesk import OPENED_AT
from tests.together import at_once


@pytest.mark.django_db(transaction=True)
def test_a_call_told_twice_at_once_is_one_call(organization):
    CallQueueFactory(organization=organization, name="billing")

    results = at_once(
        organization.pk,
        lambda: enqueue_call(provider="asterisk", external_id="1.1", queue="billing", at=OPENED_AT),
    )

    with tenant(organization.pk):
        (call,) = Call.objects.all()
        assert call in results
        assert call.visits.count() == 1
