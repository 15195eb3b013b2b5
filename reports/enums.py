from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

NOBODY = 0  # the agent of a case that nobody is credited with: rows add up to the total


class Kind(TextChoices):
    """What is counted once per fact."""

    RECEIVED = "received"  # a ticket came in
    ASSIGNED = "assigned"  # a ticket was given to somebody
    REPLY = "reply"  # a human public answer
    FIRST_RESPONSE = "first_response"  # the answer that ended a customer's first wait
    RESOLUTION = "resolution"  # a ticket was solved
    CALL_OFFERED = "call_offered"  # an incoming call entered a queue
    CALL_ANSWERED = "call_answered"  # one person's part in an answered incoming call
    RATING = "rating"  # a customer's answer, the latest version of it


class LeftOut(TextChoices):
    """Why a case is listed but not counted."""

    OUTBOUND = "outbound", _("Opened by an agent")
    SUSPECT = "suspect", _("Marked as suspect")
    CLOSED = "closed", _("Outside opening hours")


class Clock(TextChoices):
    CALENDAR = "calendar", _("Calendar time")
    BUSINESS = "business", _("Working time")
