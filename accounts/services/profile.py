from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.events import ProfileChanged
from accounts.models import Membership, User
from accounts.services.organizations import check_zone
from accounts.services.versions import refuse_stale
from core.services import record

FIELDS = ("name", "language", "zone", "scheme", "density", "shortcuts")


@transaction.atomic
def change_profile(*, values: Mapping[str, object], seen_version: int, actor: Membership, at: datetime) -> User:
    """Change the named fields of one's own account. Raises StaleVersion, NoSuchZone."""
    user = User.objects.select_for_update().get(pk=actor.user_id)
    changed = [field for field in FIELDS if field in values and values[field] != getattr(user, field)]
    refuse_stale(user, subject=ProfileChanged.subject(), seen_version=seen_version, writes=changed)
    if "zone" in changed:
        check_zone(str(values["zone"]))
    if not changed:
        return user
    for field in changed:
        setattr(user, field, values[field])
    user.version += 1
    user.save(update_fields=[*changed, "version"])
    record(ProfileChanged(subject_id=user.pk, version=user.version, actor_id=actor.pk, at=at, changed=tuple(changed)))
    return user
