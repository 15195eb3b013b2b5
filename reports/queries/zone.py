from zoneinfo import ZoneInfo

from accounts.queries import own_organization


def organization_zone() -> ZoneInfo:
    """The zone whose midnights divide the days of every report. Source: metrics.md, rule 6."""
    return ZoneInfo(own_organization().zone)
