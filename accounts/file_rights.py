from uuid import UUID

from accounts.models import Membership
from core.files.links import file_right
from core.models import StoredFile


@file_right("member")
def is_active_member(member: UUID, stored: StoredFile) -> bool:
    """The least that every link asks: who it was made for still belongs to the organization."""
    return Membership.objects.active().filter(public_id=member).exists()
