"""Hours as people send them: checked, and in one form. No database."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

MIDNIGHT = 1440  # minutes; as an end it is the end of the day
WEEKDAYS = frozenset("0123456")

type Windows = list[list[int]]


class NotHours(ValueError):
    """What was sent does not say when somebody works; the message says why."""


def checked_week(hours: object) -> dict[str, Windows]:
    """Windows by weekday, "0" is Monday; days without windows left out. Raises NotHours."""
    if not isinstance(hours, Mapping) or not set(hours) <= WEEKDAYS:
        raise NotHours(_("Days are numbered 0 to 6, Monday is 0."))
    week = {day: checked_windows(hours[day]) for day in sorted(hours)}
    week = {day: windows for day, windows in week.items() if windows}
    if not week:
        raise NotHours(_("A department that never opens can promise nothing."))
    return week


def checked_dates(dates: object) -> dict[str, Windows]:
    """Windows by date, none for a closed day. Raises NotHours."""
    if not isinstance(dates, Mapping):
        raise NotHours(_("Days are dates with their hours."))
    try:
        return {date.fromisoformat(day).isoformat(): checked_windows(dates[day]) for day in sorted(dates)}
    except (TypeError, ValueError) as error:
        raise error if isinstance(error, NotHours) else NotHours(_("A date is written 2026-12-24.")) from error


def checked_windows(windows: object) -> Windows:
    """Pairs of minutes after local midnight, by their start. One that ends before it starts runs into the next day."""
    if not isinstance(windows, list):
        raise NotHours(_("Hours are a list of [opens, closes]."))
    for window in windows:
        match window:
            case [int(opens), int(closes)] if 0 <= opens < MIDNIGHT and 0 <= closes <= MIDNIGHT:
                continue
        raise NotHours(_("Hours are minutes after midnight: [540, 1020] is nine to five."))
    return sorted([window[0], window[1]] for window in windows)
