"""When things happen: customers write by day, people answer when they are at work."""

from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

WEEK = (10, 10, 9, 9, 8, 3, 2)  # Monday first
HOURS = (1, 0, 0, 0, 0, 1, 3, 7, 13, 16, 15, 12, 10, 11, 13, 12, 9, 7, 6, 5, 4, 3, 2, 1)
SHIFT = (8 * 60, 18 * 60)  # minutes after local midnight


def arrivals(random: Random, *, count: int, end: datetime, days: int, zone: ZoneInfo) -> list[datetime]:
    """`count` instants before `end`, oldest first, shaped by weekday and hour of the local clock."""
    last_day = end.astimezone(zone).date()
    dates = [last_day - timedelta(days=back) for back in range(days, -1, -1)]
    found: list[datetime] = []
    while len(found) < count:
        day = random.choices(dates, [WEEK[date.weekday()] for date in dates])[0]
        hour = random.choices(range(24), HOURS)[0]
        local = datetime.combine(day, time(hour, random.randrange(60), random.randrange(60)), zone)
        if local < end:
            found.append(local)
    return sorted(found)


def at_work(at: datetime, random: Random, zone: ZoneInfo) -> datetime:
    """`at`, or if nobody works then, soon after the next shift begins."""
    local = at.astimezone(zone)
    minutes = local.hour * 60 + local.minute
    day = local.date()
    if local.weekday() < 5 and SHIFT[0] <= minutes < SHIFT[1]:  # noqa: PLR2004 — Saturday
        return at
    if minutes >= SHIFT[0]:
        day += timedelta(days=1)
    while day.weekday() >= 5:  # noqa: PLR2004 — Saturday
        day += timedelta(days=1)
    return datetime.combine(day, time(8), zone) + timedelta(minutes=random.uniform(2, 100))


def soon(random: Random, minutes: float) -> timedelta:
    """A wait around `minutes`, with a long tail as real waits have."""
    return timedelta(minutes=minutes * random.lognormvariate(0, 0.7))
