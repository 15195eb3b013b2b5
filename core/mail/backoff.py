"""When a mail that was refused for now goes again."""

from datetime import datetime, timedelta

GIVE_UP_AFTER = timedelta(days=5)  # RFC 5321 §4.5.4.1 asks for four to five days
STEPS = [timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 240, 480)]


def retry_at(*, tries: int, first_tried_at: datetime, at: datetime) -> datetime | None:
    """The next try after `tries` of them; None when the last one that fits into five days is behind us."""
    end = first_tried_at + GIVE_UP_AFTER
    if at >= end:
        return None
    return min(at + STEPS[min(tries, len(STEPS)) - 1], end)
