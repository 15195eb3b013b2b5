from zoneinfo import ZoneInfo

from accounts.models import Organization


def organization_zone() -> ZoneInfo:
    """The zone whose midnights divide the days of every report. Source: metrics.md, rule 6."""
    return ZoneInfo(Organization.objects.get().zone)
