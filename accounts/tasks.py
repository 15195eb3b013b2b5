from datetime import datetime, timedelta

from accounts.sessions import forget_expired_sessions
from core.periodic import periodic


@periodic("accounts.forget_sessions", every=timedelta(hours=6), reason="sessions that ran out are deleted everywhere")
def forget_sessions(*, at: datetime) -> None:
    forget_expired_sessions(at=at)
