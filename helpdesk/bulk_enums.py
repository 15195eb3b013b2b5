"""Closed lists of changes asked for many tickets at once."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BulkKind(TextChoices):
    """What is changed; `value` of the change is a member's or department's id, a status or a priority."""

    ASSIGN = "assign", _("Assign")
    STATUS = "status", _("Change status")
    PRIORITY = "priority", _("Change priority")
    TRANSFER = "transfer", _("Move to a department")


class BulkState(TextChoices):
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Stopped")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


WORKING = frozenset({BulkState.RUNNING, BulkState.UNDOING})


class BulkItemState(TextChoices):
    WAITING = "waiting", _("Waiting")
    CHANGED = "changed", _("Changed")
    SKIPPED = "skipped", _("Skipped")
    RESTORED = "restored", _("Restored")
    KEPT = "kept", _("Kept as it is")  # changed by somebody since, so undoing leaves it alone
