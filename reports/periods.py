"""Local days and what comes before them. No database, no clock."""

from datetime import date, datetime, timedelta
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


class Period(NamedTuple):
    """Whole local days, both included. Source: metrics.md, rule 6."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def days(self) -> list[date]:
        return [self.first + DAY * number for number in range(self.length)]

    def before(self) -> Self:
        """What it is compared with: whole calendar months with as many months before, anything else with as many
        days before.
        """
        last = self.first - DAY
        if self.first.day == 1 and (self.last + DAY).day == 1:
            months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
            index = self.first.year * 12 + self.first.month - 1 - months
            return type(self)(date(index // 12, index % 12 + 1, 1), last)
        return type(self)(last - DAY * (self.length - 1), last)


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The day on the wall of `zone` at that instant."""
    return at.astimezone(zone).date()
