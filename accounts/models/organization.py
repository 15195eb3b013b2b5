import uuid

from django.db import models

from accounts.enums import Language
from core.tenancy import TenantPolicy


class Organization(models.Model):
    """One customer of ours: the tenant. Its host name is how the outside finds it.

    Written by `accounts.services.organizations`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.IntegerField(default=1)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=63, unique=True)
    host = models.CharField(max_length=253, unique=True)
    zone = models.CharField(max_length=60, default="Europe/Prague")
    language = models.CharField(max_length=5, choices=Language, default=Language.ENGLISH)
    undo_send_seconds = models.SmallIntegerField(default=10)  # how long an answer can be taken back; 0: not at all
    is_demo = models.BooleanField(default=False)  # invented people: the published password works here only

    class Meta:
        constraints = [
            TenantPolicy(name="accounts_organization_tenant", column="id"),
            models.CheckConstraint(
                name="accounts_organization_undo_send", condition=models.Q(undo_send_seconds__range=(0, 30))
            ),
        ]

    def __str__(self) -> str:
        return self.host
