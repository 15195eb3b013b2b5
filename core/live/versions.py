"""What the database knows of topics: the truth behind every heartbeat."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.live.database import in_database
from core.models import LiveTopic
from core.models.live import first_version
from core.periodic import periodic
from core.tenancy import tenant

FORGOTTEN = timedelta(days=1)
SEEN_EVERY = timedelta(minutes=10)


def watched_topic(name: str, params: Mapping[str, Any]) -> LiveTopic:
    """The row that counts its changes, made with the first watcher."""
    version = first_version()  # whoever joins reads for himself: nothing is left to be sent
    topic, _ = LiveTopic.objects.get_or_create(
        name=name,
        defaults={"params": params, "version": version, "sent_version": version, "watched_at": timezone.now()},
    )
    return topic


@in_database
def versions_of(topics: Iterable[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """(organization, topic) → version."""
    names: dict[int, list[str]] = defaultdict(list)
    for organization_id, name in topics:
        names[organization_id].append(name)
    found: dict[tuple[int, str], int] = {}
    for organization_id, wanted in names.items():
        with tenant(organization_id):
            rows = LiveTopic.objects.filter(name__in=wanted)
            found |= {(organization_id, name): version for name, version in rows.values_list("name", "version")}
            at = timezone.now()
            rows.filter(Q(watched_at=None) | Q(watched_at__lt=at - SEEN_EVERY)).update(watched_at=at)
    return found


@periodic("core.forget_topics", every=timedelta(hours=1), reason="topics nobody watched for a day are forgotten")
def forget_topics(*, at: Any) -> None:
    LiveTopic.objects.filter(Q(watched_at=None) | Q(watched_at__lt=at - FORGOTTEN)).delete()
