import uuid

from django.db import models
from django.db.models import Q

from core.models import StoredFile
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.call_enums import RecordingState
from helpdesk.call_querysets import RecordingQuerySet
from helpdesk.models.calls import Call


class Recording(TenantModel):
    """The sound of one call, and what was heard in it. Unknown is null: one mixed lane tells nobody apart.

    `lanes` names the channels in order; `peaks` holds one byte per point and lane, lane after lane.
    `speech` maps a lane to its spans [start, end] in seconds; `music` and `silences` are spans too.
    Written by `helpdesk.services.recordings`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="recordings"
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    playable = models.ForeignKey(  # a copy browsers can play; null: the file itself
        StoredFile, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    state = models.CharField(max_length=10, choices=RecordingState, default=RecordingState.WAITING)
    reason = models.CharField(max_length=200, blank=True, default="")  # a RecordingFault
    attached_at = models.DateTimeField()
    duration_seconds = models.FloatField(null=True)
    sample_rate = models.IntegerField(null=True)
    lanes = models.JSONField(default=list)
    peaks = models.BinaryField(default=bytes)
    speech = models.JSONField(default=dict)
    music = models.JSONField(default=list)
    silences = models.JSONField(default=list)
    agent_talk_percent = models.FloatField(null=True)
    customer_talk_percent = models.FloatField(null=True)
    overtalk_percent = models.FloatField(null=True)
    silence_percent = models.FloatField(null=True)
    music_percent = models.FloatField(null=True)

    objects = RecordingQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_recording_public_id"),
            models.UniqueConstraint(fields=["organization", "call"], name="helpdesk_recording_one_per_call"),
            TenantForeignKey(name="helpdesk_recording_call", field="call", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_recording_file", field="file"),
            TenantForeignKey(name="helpdesk_recording_playable", field="playable"),
            models.CheckConstraint(
                name="helpdesk_recording_ready_has_length",
                condition=~Q(state__in=["ready", "incomplete"]) | Q(duration_seconds__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "file"], name="helpdesk_recording_file"),
            models.Index(fields=["organization", "playable"], name="helpdesk_recording_playable"),
        ]

    def __str__(self) -> str:
        return f"{self.state} of {self.call_id}"

    @property
    def played_file(self) -> StoredFile:
        return self.playable or self.file
