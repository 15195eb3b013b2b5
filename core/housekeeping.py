"""Rows of the core that are only good for a while."""

from datetime import datetime, timedelta

from core.api.idempotency import KEPT
from core.models import FileOpening, IdempotentCall
from core.periodic import periodic


@periodic("core.forget_calls", every=timedelta(hours=1), reason="answers to repeated calls are kept for a day")
def forget_calls(*, at: datetime) -> None:
    IdempotentCall.objects.filter(at__lt=at - KEPT).delete()


@periodic("core.forget_openings", every=timedelta(hours=1), reason="a link that plays no more needs no memory")
def forget_openings(*, at: datetime) -> None:
    FileOpening.objects.filter(ends_at__lt=at).delete()
