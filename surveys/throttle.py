"""When a person may be asked again. Source: metrics.md §8.2 Throttle."""

from datetime import datetime, timedelta


def may_ask_again(*, at: datetime, last_asked_at: datetime | None, throttle_days: int) -> bool:
    """From exactly `throttle_days` times 24 hours after the last invitation."""
    return last_asked_at is None or at - last_asked_at >= timedelta(days=throttle_days)
