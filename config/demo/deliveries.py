"""What follows from the invented past, without sending it to anybody.

Of its events only those receivers hear whose effect belongs to the past: survey invitations, which
are delivered here, at their own time. Mails of the past are closed as sent without being handed to a
transport. Figures are counted from the whole log, when the past is complete.
"""

from datetime import datetime

from core.delivery.runner import run_delivery
from core.mail.models import MailState, OutgoingMail
from core.mail.services import begin_try, finish_try
from core.mail.transports import Outcome, Verdict
from core.models import Delivery
from helpdesk.models import Message

INVITE = "surveys.invite_on_solved"
PREPARE = "helpdesk.prepare_recording"  # left to the worker, as for any recording
TOLD = (INVITE, PREPARE)


class DeliveryFailed(RuntimeError):
    """A receiver refused an event of the demo."""


def deliver(receiver: str, *, at: datetime) -> None:
    """Hand all open events of this receiver over now. Raises DeliveryFailed."""
    for pk in list(Delivery.objects.open().filter(receiver=receiver).order_by("pk").values_list("pk", flat=True)):
        run_delivery(delivery_id=pk, at=at)
        failed = Delivery.objects.filter(pk=pk).exclude(reason="").first()
        if failed:
            raise DeliveryFailed(f"{receiver}: {failed.reason}")


def close_mails() -> None:
    """Write down that the mails of the past went out when they were written. No transport sees them."""
    for mail in OutgoingMail.objects.filter(state=MailState.QUEUED).order_by("pk"):
        if begin_try(outgoing_id=mail.pk, content=b"", at=mail.queued_at):
            finish_try(outgoing_id=mail.pk, outcome=Outcome(verdict=Verdict.SENT), at=mail.queued_at)
    Message.objects.exclude(delivery_state="").update(delivery_state="")  # nobody was written to
