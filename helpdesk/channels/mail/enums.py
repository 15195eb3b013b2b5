from django.db import models
from django.utils.translation import gettext_lazy as _


class SetAsideReason(models.TextChoices):
    """Why a mail waits beside the tickets instead of being on one."""

    DELIVERY_REPORT = "delivery_report", _("A delivery report about a mail of ours")
    UNKNOWN_REPORT = "unknown_report", _("A delivery report about no mail of ours")
    OWN_MAILBOX = "own_mailbox", _("Written by one of our own mailboxes")
    LOOP = "loop", _("Our own automatic mail, come back")
    NO_DEPARTMENT = "no_department", _("No department takes mail")
    UNREADABLE = "unreadable", _("Could not be read")


class SetAsideState(models.TextChoices):
    WAITING = "waiting", _("Waiting for somebody to look")
    DISMISSED = "dismissed", _("Dismissed")
    TICKETED = "ticketed", _("On a ticket")
