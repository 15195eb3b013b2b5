"""Who asks, in statements that are written once for everybody of a role."""

from typing import cast

from django.db.models import BigIntegerField

from accounts.models import Membership
from core.compiled import Slot


class _Asking(Slot):
    def __init__(self, role: str) -> None:
        super().__init__("viewer", BigIntegerField())
        self.role = role
        self.pk = self


def anybody(role: str) -> Membership:
    """Stands for a member of this role where a queryset wants one; ask with `viewer=membership.pk`."""
    return cast("Membership", _Asking(role))
