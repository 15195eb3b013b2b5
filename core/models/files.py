import uuid

from django.db import models

from core.tenancy import TenantForeignKey, TenantModel


class StoredFile(TenantModel):
    """One file in the storage, under a random name; the name people gave it is only a label.

    Written by `core.files.store_file`; never changed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    path = models.CharField(max_length=200)
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        app_label = "core"
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="core_storedfile_public_id"),
            models.UniqueConstraint(fields=["organization", "path"], name="core_storedfile_path"),
        ]

    def __str__(self) -> str:
        return self.name


class FileOpening(TenantModel):
    """A link that was followed in time, and until when the same link goes on working.

    A player asks for one range after another while it plays, long after the link's minute is over.
    Written by `core.files.serving`.
    """

    link_sha256 = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        app_label = "core"
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "link_sha256"], name="core_fileopening_link"),
            TenantForeignKey(name="core_fileopening_file", field="file", on_delete="CASCADE"),
        ]
        indexes = [models.Index(fields=["organization", "ends_at"], name="core_fileopening_ends")]

    def __str__(self) -> str:
        return f"{self.file_id} until {self.ends_at}"
