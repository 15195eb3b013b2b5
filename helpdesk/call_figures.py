"""The arithmetic of call figures: counts in, figures out. Source: metrics.md §6.

Percentages are exact `Decimal`s, 0 to 100; a share of nothing is None. Seconds are as fine as the
stamps they came from. Rounding is for whoever shows or compares.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from statistics import fmean, median
from zoneinfo import ZoneInfo

from helpdesk.call_enums import FLOW_OUTS, CallOutcome, LegResult, Suspicion, TransferKind, VisitResult
from helpdesk.call_records import CallRecord, Leg, Transfer, Visit

THRESHOLD_SECONDS = 20
SHORT_ABANDON_SECONDS = 5
WRAP_CAP_SECONDS = 600
MISROUTE_SECONDS = 60

_DECIDED_BY_VISIT = {
    VisitResult.VOICEMAIL: CallOutcome.VOICEMAIL,
    VisitResult.CALLBACK_REQUESTED: CallOutcome.CALLBACK_REQUESTED,
}


@dataclass(frozen=True)
class Share:
    """A part of a whole, with both numbers, so that it can be printed with n."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> Decimal | None:
        if self.denominator == 0:
            return None
        return Decimal(100 * self.numerator) / Decimal(self.denominator)


@dataclass(frozen=True)
class Spread:
    """How durations lie; of none, n is 0 and the rest None."""

    n: int
    mean: float | None
    median: float | None
    p90: float | None


@dataclass(frozen=True)
class Waits:
    """How long callers of one queue or one organization waited, by how their waiting ended."""

    answered: Sequence[float]
    abandoned: Sequence[float]  # short ones included
    flow_outs: Sequence[float] = ()
    offered: int | None = None  # voicemail and call-backs are offered too; None: the three above

    def within(self, waits: Iterable[float], seconds: float) -> int:
        """Edge inclusive: answered at 20.0 s is within 20 s."""
        return sum(wait <= seconds for wait in waits)


@dataclass(frozen=True)
class Handling:
    """Talk, hold, wrap-up and their sum, of one leg or one call; None where the source is silent."""

    connected_seconds: float | None
    hold_seconds: float | None
    wrap_seconds: float

    @property
    def talk_seconds(self) -> float | None:
        if self.connected_seconds is None or self.hold_seconds is None:
            return None
        return self.connected_seconds - self.hold_seconds

    @property
    def handle_seconds(self) -> float | None:
        return None if self.connected_seconds is None else self.connected_seconds + self.wrap_seconds


def spread(values: Collection[float]) -> Spread:
    """Mean, median and 90th percentile (linear between neighbours)."""
    if not values:
        return Spread(0, None, None, None)
    ordered = sorted(values)
    place = 0.9 * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    p90 = ordered[below] + (ordered[above] - ordered[below]) * (place - below)
    return Spread(len(ordered), fmean(ordered), float(median(ordered)), p90)


def customer_wait_seconds(visits: Sequence[Visit]) -> float | None:
    """First queue entry to the human answer, else to the end of the last visit.

    Being sent from queue to queue does not start it again; a visit after a transfer is not part of it.
    Never queued, or still waiting: None. Source: metrics.md `queue_wait_time`.
    """
    waiting = [visit for visit in visits if not visit.after_transfer]
    if not waiting:
        return None
    answered = next((visit for visit in waiting if visit.result is VisitResult.ANSWERED), waiting[-1])
    return None if answered.left_at is None else (answered.left_at - waiting[0].entered_at).total_seconds()


def outcome(  # noqa: PLR0911 — one line per rule, in the order of the rules
    *,
    answered: bool,
    visits: Sequence[Visit],
    was_open: bool = True,
    short_abandon_seconds: float = SHORT_ABANDON_SECONDS,
) -> CallOutcome | None:
    """What became of an incoming call; None while somebody still waits. Source: metrics.md `call_outcome`."""
    if not was_open:
        return CallOutcome.CLOSED
    if answered:
        return CallOutcome.ANSWERED
    if not visits:
        return CallOutcome.ABANDONED_IVR
    match visits[-1].result:
        case VisitResult.WAITING:
            return None
        case VisitResult.ABANDONED:
            short = (customer_wait_seconds(visits) or 0) <= short_abandon_seconds
            return CallOutcome.SHORT_ABANDON if short else CallOutcome.ABANDONED
        case result if result in FLOW_OUTS:
            return CallOutcome.FLOW_OUT
        case result:
            return _DECIDED_BY_VISIT.get(result, CallOutcome.FAILED)


def service_level(
    waits: Waits, *, threshold: float = THRESHOLD_SECONDS, short: float = SHORT_ABANDON_SECONDS
) -> dict[str, Share]:
    """The eight formulas side by side, `default` first. Source: metrics.md `service_level`."""
    in_time = waits.within(waits.answered, threshold)
    all_answered, all_abandoned, all_out = len(waits.answered), len(waits.abandoned), len(waits.flow_outs)
    short_ones = waits.within(waits.abandoned, short)
    early = waits.within(waits.abandoned, threshold)
    out_in_time = waits.within(waits.flow_outs, threshold)
    decided = all_answered + all_abandoned
    return {
        "default": Share(in_time, decided - short_ones),
        "answered_only": Share(in_time, all_answered),
        "all_abandons": Share(in_time, decided),
        "abandons_within_threshold_out": Share(in_time, decided - early),
        "abandons_within_threshold_met": Share(in_time + early, decided),
        "all_offered": Share(in_time, decided + all_out),
        "flow_outs_in": Share(in_time, decided - short_ones + all_out),
        "left_queue_within_threshold": Share(in_time + early + out_in_time, decided + all_out),
    }


def abandonment(waits: Waits, *, short: float = SHORT_ABANDON_SECONDS) -> dict[str, Share]:
    """The share of callers who gave up, by its three formulas. Source: metrics.md `abandonment_rate`."""
    answered, abandoned = len(waits.answered), len(waits.abandoned)
    short_ones = waits.within(waits.abandoned, short)
    offered = waits.offered if waits.offered is not None else answered + abandoned + len(waits.flow_outs)
    return {
        "default": Share(abandoned - short_ones, answered + abandoned - short_ones),
        "all": Share(abandoned, answered + abandoned),
        "of_offered": Share(abandoned, offered),
    }


def waits_by_call(calls: Iterable[CallRecord]) -> Waits:
    """Each call once, with its customer wait."""
    by_outcome: dict[CallOutcome, list[float]] = {kind: [] for kind in CallOutcome}
    offered = 0
    for call in calls:
        wait = customer_wait_seconds(call.visits)
        if call.queued_at is None or call.outcome in {None, CallOutcome.CLOSED} or wait is None:
            continue
        offered += 1
        by_outcome[CallOutcome(call.outcome)].append(wait)
    return Waits(
        answered=by_outcome[CallOutcome.ANSWERED],
        abandoned=by_outcome[CallOutcome.SHORT_ABANDON] + by_outcome[CallOutcome.ABANDONED],
        flow_outs=by_outcome[CallOutcome.FLOW_OUT],
        offered=offered,
    )


def waits_by_visit(visits: Iterable[Visit]) -> Waits:
    """Each stay in a queue once, with its own wait."""
    answered: list[float] = []
    abandoned: list[float] = []
    flow_outs: list[float] = []
    offered = 0
    for visit in visits:
        if visit.wait_seconds is None:
            continue
        offered += 1
        if visit.result is VisitResult.ANSWERED:
            answered.append(visit.wait_seconds)
        elif visit.result is VisitResult.ABANDONED:
            abandoned.append(visit.wait_seconds)
        elif visit.result in FLOW_OUTS:
            flow_outs.append(visit.wait_seconds)
    return Waits(answered, abandoned, flow_outs, offered)


def leg_handling(leg: Leg, *, wrap_cap: float = WRAP_CAP_SECONDS) -> Handling:
    """One agent's work on a call: from connecting to leaving, never until the customer hangs up elsewhere."""
    return Handling(leg.connected_seconds, leg.hold_seconds, min(leg.wrap_seconds or 0, wrap_cap))


def call_handling(legs: Sequence[Leg], *, wrap_cap: float = WRAP_CAP_SECONDS) -> Handling | None:
    """One call's work: the time its legs cover jointly, counted once, and all wrap-ups.

    None if nobody answered, or an answered leg has no known end. Source: metrics.md `average_handle_time`.
    """
    talked = [leg for leg in legs if leg.answered_at is not None]
    if not talked or any(leg.left_at is None for leg in talked):
        return None
    covered = _covered_seconds([(leg.answered_at, leg.left_at) for leg in talked if leg.answered_at and leg.left_at])
    holds = [leg.hold_seconds for leg in talked]
    hold = None if None in holds else sum(seconds for seconds in holds if seconds is not None)
    return Handling(covered, hold, sum(min(leg.wrap_seconds or 0, wrap_cap) for leg in talked))


def transfers(calls: Iterable[tuple[bool, Sequence[Transfer]]]) -> tuple[Share, Share, Counter[TransferKind]]:
    """Transfer rate, misroute rate and how often each kind, of (answered, its transfers) per call."""
    answered = [moves for was_answered, moves in calls if was_answered]
    kinds = Counter(move.kind for moves in answered for move in moves)
    moved = sum(bool(moves) for moves in answered)
    astray = sum(any(move.after_seconds <= MISROUTE_SECONDS for move in moves) for moves in answered)
    return Share(moved, len(answered)), Share(astray, len(answered)), kinds


def missed_rate(results: Iterable[LegResult]) -> Share:
    """Offers that rang out ÷ (answered + rang out + declined); cancelled rings are in no number."""
    counted = [result for result in results if result is not LegResult.CANCELLED]
    return Share(counted.count(LegResult.NO_ANSWER), len(counted))


def local_day(offered_at: datetime, zone: ZoneInfo) -> date:
    """The day a call belongs to: that of its first queue entry, by the organization's clock."""
    return offered_at.astimezone(zone).date()


def suspicions(*, call_seconds: float | None, talk_seconds: float | None) -> tuple[str, ...]:
    """Why the figures of a record cannot be true; such a record is kept and listed."""
    if call_seconds is not None and talk_seconds is not None and talk_seconds > call_seconds:
        return (Suspicion.TALK_LONGER.value,)
    return ()


def _covered_seconds(spans: Sequence[tuple[datetime, datetime]]) -> float:
    total, until = 0.0, None
    for start, end in sorted(spans):
        begins = start if until is None else max(start, until)
        if end > begins:
            total += (end - begins).total_seconds()
        until = end if until is None else max(until, end)
    return total
