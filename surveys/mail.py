"""The mail that asks: five plain links, readable with pictures off and by programs that know no HTML."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core.files.origins import web_origin
from core.mail.addresses import named
from core.mail.services import AUTO_GENERATED, queue_mail
from helpdesk.channels.mail.outgoing import identity_for
from surveys.models import Invitation

PURPOSE = "survey"
RATINGS = (1, 2, 3, 4, 5)


def survey_address(invitation: Invitation, token: str) -> str:
    """Without a rating: 43 characters and the host name."""
    return f"{web_origin(invitation.organization.host)}/s/{token}"


def send_invitation(invitation: Invitation, *, token: str, at: datetime) -> str:
    """Queue it; returns its Message-ID. An answer to it by mail lands in the ticket."""
    ticket, organization = invitation.ticket, invitation.organization
    address = survey_address(invitation, token)
    identity = identity_for(ticket, purpose=PURPOSE, at=at, to=invitation.contact)
    with translation.override(invitation.language):
        shown = {
            "language": invitation.language,
            "organization": organization.name,
            "number": ticket.number,
            "question": question_of(invitation),
            "links": [(rating, f"{address}?r={rating}") for rating in RATINGS],
            "stop": f"{address}/stop",
            "days": invitation.survey.valid_days,
        }
        queue_mail(
            to=invitation.contact.email,
            subject=_("How did we do? [#%(number)s]") % {"number": ticket.number},
            text=render_to_string("surveys/invitation.txt", shown),
            html=render_to_string("surveys/invitation.html", shown),
            headers={
                "From": named(organization.name, identity.from_address),
                "Reply-To": named(organization.name, identity.reply_to),
                "Content-Language": invitation.language,
                "List-Unsubscribe": f"<{shown['stop']}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
            message_id=identity.message_id,
            automatic=AUTO_GENERATED,
            purpose=PURPOSE,
            at=at,
        )
    return identity.message_id


def question_of(invitation: Invitation) -> str:
    """The survey's own question in the language of now, else the product's."""
    said: str = invitation.survey.questions.get(translation.get_language() or "en", "")
    return said or _("How do you rate the way we handled it?")
