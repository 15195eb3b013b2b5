from uuid import uuid4

from core.tenancy import tenant
from surveys.models import SurveyAnswer
from tests.attacks.examples.accounts import listed
from tests.attacks.examples.registry import example
from tests.factories.helpdesk import OPENED_AT, TicketFactory
from tests.factories.surveys import InvitationFactory


def answer(place):
    ticket = TicketFactory(organization=place.organization, department=place.department, solved=True)
    invitation = InvitationFactory(organization=place.organization, ticket=ticket, token=str(uuid4()))
    with tenant(place.organization.pk):
        return SurveyAnswer.objects.create(
            invitation=invitation, rating=4, first_answered_at=OPENED_AT, answered_at=OPENED_AT
        )


example("survey_answers_list", make=answer, listed=listed)
