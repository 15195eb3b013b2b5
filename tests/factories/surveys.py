from datetime import timedelta

import factory

from surveys.models import Invitation, Survey
from surveys.tokens import digest
from tests.factories.base import TenantFactory, same_organization
from tests.factories.helpdesk import OPENED_AT

TOKEN = "t" * 32


class SurveyFactory(TenantFactory):
    class Meta:
        model = Survey

    name = "CSAT"
    is_default = True


class InvitationFactory(TenantFactory):
    """A customer who was asked two hours after the ticket came in; `token` is what the mail holds."""

    class Meta:
        model = Invitation

    class Params:
        token = TOKEN

    ticket = same_organization("tests.factories.helpdesk.TicketFactory", solved=True)
    survey = same_organization("tests.factories.surveys.SurveyFactory")
    contact = factory.SelfAttribute("ticket.contact")
    department = factory.SelfAttribute("ticket.department")
    resolution = 2
    resolved_at = OPENED_AT + timedelta(hours=2)
    language = "en"
    invited_at = factory.SelfAttribute("resolved_at")
    expires_at = factory.LazyAttribute(lambda one: one.invited_at and one.invited_at + timedelta(days=14))
    token_sha256 = factory.LazyAttribute(lambda one: digest(one.token))
