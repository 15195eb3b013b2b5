from django.utils import timezone

from core.delivery.runner import DeliveryHandle
from core.events import receiver
from core.tenancy import tenant
from helpdesk.channels.calls import importing  # noqa: F401 — registers the reader of queue logs
from helpdesk.events import RecordingAttached
from helpdesk.models import Recording
from helpdesk.services.recordings import content_of, examined, save_sound


@receiver(RecordingAttached, outbound=True, queue="bulk")
def prepare_recording(event: RecordingAttached, *, organization_id: int, delivery: DeliveryHandle) -> None:
    """Draws and measures the sound. Decoding takes seconds, so no transaction is open meanwhile."""
    with tenant(organization_id):
        recording = Recording.objects.select_related("file").filter(pk=event.subject_id, version=event.version).first()
        content = content_of(recording) if recording else None
    if content is None:
        return
    sound = examined(content)
    with tenant(organization_id):
        save_sound(recording_id=event.subject_id, version=event.version, sound=sound, at=timezone.now())
        delivery.done()
