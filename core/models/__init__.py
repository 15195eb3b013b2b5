from core.models.events import Delivery, Event
from core.models.files import FileOpening, StoredFile
from core.models.live import LiveTopic
from core.models.operations import Heartbeat, IdempotentCall, PeriodicRun
from core.models.raw import RawInbound, RawState

__all__ = [
    "Delivery",
    "Event",
    "FileOpening",
    "Heartbeat",
    "IdempotentCall",
    "LiveTopic",
    "PeriodicRun",
    "RawInbound",
    "RawState",
    "StoredFile",
]
