import uuid

from django.db import models

from accounts.models.user import User
from core.tenancy import TenantForeignKey, TenantModel


class BrowserSession(TenantModel):
    """One browser that holds a cookie of ours. Written by `accounts.sessions.SessionStore`.

    `key_hash` is of the cookie's value: who reads this table cannot sign in with it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, db_constraint=False, related_name="+")
    data = models.TextField()
    agent = models.CharField(max_length=300, blank=True)  # what the browser calls itself
    started_at = models.DateTimeField()
    used_at = models.DateTimeField()  # to about ten minutes
    expires_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "key_hash"], name="accounts_browsersession_key"),
            TenantForeignKey(name="accounts_browsersession_user", field="user", on_delete="CASCADE"),
        ]
        indexes = [
            models.Index(fields=["organization", "user", "-used_at"], name="accounts_session_of_user"),
            models.Index(fields=["organization", "expires_at"], name="accounts_session_expired"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} of {self.user_id}"
