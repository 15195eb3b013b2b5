import uuid

from django.db import models

from accounts.models import Membership
from core.models import StoredFile
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.models.held_reply import HeldReply
from helpdesk.models.message import Draft
from helpdesk.querysets import UploadQuerySet


class Upload(TenantModel):
    """A file one member has sent to us and not yet put on a message.

    It belongs to that member alone, and becomes an attachment once. What neither a draft nor a held reply names is
    swept a day later.
    Written by `helpdesk.services.uploads`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    draft = models.ForeignKey(
        Draft, null=True, on_delete=models.SET_NULL, db_constraint=False, db_index=False, related_name="uploads"
    )
    held = models.ForeignKey(
        HeldReply, null=True, on_delete=models.SET_NULL, db_constraint=False, db_index=False, related_name="uploads"
    )
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)  # by its content
    size = models.BigIntegerField()  # bytes
    uploaded_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_upload_public_id"),
            TenantForeignKey(name="helpdesk_upload_membership", field="membership", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_upload_file", field="file"),
            TenantForeignKey(name="helpdesk_upload_draft", field="draft", on_delete="SET NULL (draft_id)"),
            TenantForeignKey(name="helpdesk_upload_held", field="held", on_delete="SET NULL (held_id)"),
        ]
        indexes = [
            models.Index(fields=["organization", "membership", "id"], name="helpdesk_upload_of"),
            models.Index(fields=["organization", "draft"], name="helpdesk_upload_of_draft"),
            models.Index(fields=["organization", "held"], name="helpdesk_upload_of_held"),
            models.Index(fields=["organization", "file"], name="helpdesk_upload_of_file"),
            models.Index(fields=["organization", "uploaded_at"], name="helpdesk_upload_age"),
        ]

    def __str__(self) -> str:
        return self.name
