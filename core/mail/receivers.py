from django.utils import timezone

from core.events import receiver
from core.mail.delivery import deliver_mail
from core.mail.events import MailDeferred, MailQueued


@receiver(MailQueued, outbound=True, queue="mail_out")
def send_queued_mail(event: MailQueued, *, organization_id: int, **_: object) -> None:
    deliver_mail(organization_id=organization_id, outgoing_id=event.outgoing_id, clock=timezone.now)


@receiver(MailDeferred, outbound=True, queue="mail_out")
def send_deferred_mail(event: MailDeferred, *, organization_id: int, **_: object) -> None:
    deliver_mail(organization_id=organization_id, outgoing_id=event.outgoing_id, clock=timezone.now)
