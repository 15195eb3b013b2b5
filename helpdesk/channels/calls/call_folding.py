"""The lines of one call, oldest first, folded into what happened."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from helpdesk.call_enums import CallDirection, EndedBy, LegResult, Suspicion, TransferKind, VisitResult
from helpdesk.call_figures import outcome
from helpdesk.call_records import CallRecord, Leg, Transfer, Visit

if TYPE_CHECKING:
    from helpdesk.channels.calls.queue_log import Line

_EXITS = {"EXITWITHTIMEOUT": VisitResult.TIMEOUT, "EXITEMPTY": VisitResult.EXIT_EMPTY}
_TRANSFERS = {"BLINDTRANSFER": TransferKind.BLIND, "ATTENDEDTRANSFER": TransferKind.ATTENDED}


class FoldedCall:
    """One call id. A second connection in the queue, a transfer back: all of it is one call."""

    EVENTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("DID", "ENTERQUEUE", "CONNECT", "COMPLETEAGENT", "COMPLETECALLER", "ABANDON", "EXITWITHKEY"),
            *("RINGNOANSWER", "RINGCANCELED", "WRAPUPSTART", *_EXITS, *_TRANSFERS),
        }
    )

    def __init__(self, call_id: str, *, keys: dict[str, str]) -> None:
        self.call_id, self.keys = call_id, keys
        self.started_at: datetime | None = None
        self.number = self.name = ""
        self.visits: list[Visit] = []
        self.legs: list[Leg] = []
        self.transfers: list[Transfer] = []
        self.ended_at: datetime | None = None
        self.ended_by: EndedBy | None = None
        self.suspect: list[str] = []

    def take(self, line: "Line") -> None:
        self.started_at = self.started_at or line.at
        match line.event:
            case "ENTERQUEUE":
                self._enter(line)
            case "CONNECT":
                self._connect(line)
            case "COMPLETEAGENT" | "COMPLETECALLER":
                self._complete(line)
            case "ABANDON":
                self._leave(line, VisitResult.ABANDONED)
                self.ended_at, self.ended_by = line.at, EndedBy.CUSTOMER
            case "EXITWITHKEY":
                self._leave(line, VisitResult(self.keys.get(line.parameter(0), VisitResult.EXIT_KEY)))
            case "RINGNOANSWER" | "RINGCANCELED":
                self._rang(line)
            case "WRAPUPSTART":
                self._wrap_up(line)
            case event if event in _EXITS:
                self._leave(line, _EXITS[event])
            case event if event in _TRANSFERS:
                self._transfer(line, _TRANSFERS[event])

    def record(self) -> CallRecord:
        assert self.started_at is not None
        answered = any(leg.answered_at for leg in self.legs)
        return CallRecord(
            external_id=self.call_id,
            direction=CallDirection.IN,
            started_at=self.started_at,
            visits=tuple(self.visits),
            legs=tuple(self.legs),
            transfers=tuple(self.transfers),
            caller_number=self.number,
            caller_name=self.name,
            ended_at=self.ended_at,
            ended_by=self.ended_by,
            outcome=outcome(answered=answered, visits=self.visits),
            suspect=tuple(dict.fromkeys(self.suspect)),
        )

    def _enter(self, line: "Line") -> None:
        if self._open_visit() is not None:
            self._close(len(self.visits) - 1, None, VisitResult.UNKNOWN)
            self.suspect.append(Suspicion.NOT_LEFT.value)
        self.number = self.number or line.parameter(1)
        self.name = self.name or line.parameter(3)
        self.ended_at = self.ended_by = None
        self.visits.append(
            Visit(
                queue=line.queue,
                entered_at=line.at,
                left_at=None,
                result=VisitResult.WAITING,
                position=_number(line.parameter(2)),
                after_transfer=any(leg.answered_at for leg in self.legs),
            )
        )

    def _connect(self, line: "Line") -> None:
        self._leave(line, VisitResult.ANSWERED)
        ring = _number(line.parameter(2))
        self.legs.append(
            Leg(
                agent=line.agent,
                queue=line.queue,
                result=LegResult.TALKING,
                rang_at=None if ring is None else line.at - timedelta(seconds=ring),
                answered_at=line.at,
                ring_seconds=ring,
            )
        )

    def _complete(self, line: "Line") -> None:
        self._end_leg(line, LegResult.COMPLETED)
        self.ended_at = line.at
        self.ended_by = EndedBy.AGENT if line.event == "COMPLETEAGENT" else EndedBy.CUSTOMER

    def _transfer(self, line: "Line", kind: TransferKind) -> None:
        leg = self._end_leg(line, LegResult(kind.value))
        if leg is None or leg.answered_at is None:
            return
        target = line.parameter(0) if kind is TransferKind.BLIND else None  # else only the bridge is named
        after = (line.at - leg.answered_at).total_seconds()
        self.transfers.append(Transfer(kind=kind, at=line.at, agent=line.agent, target=target, after_seconds=after))

    def _end_leg(self, line: "Line", result: LegResult) -> Leg | None:
        for index in range(len(self.legs) - 1, -1, -1):
            leg = self.legs[index]
            if leg.agent == line.agent and leg.result is LegResult.TALKING:
                self.legs[index] = replace(leg, left_at=line.at, result=result)
                return self.legs[index]
        self.suspect.append(Suspicion.NOT_BEGUN.value)
        return None

    def _leave(self, line: "Line", result: VisitResult) -> None:
        if self._open_visit() is None:
            self.suspect.append(Suspicion.NOT_ENTERED.value)
            return
        self._close(len(self.visits) - 1, line.at, result)

    def _open_visit(self) -> Visit | None:
        last = self.visits[-1] if self.visits else None
        return last if last is not None and last.result is VisitResult.WAITING else None

    def _close(self, index: int, left_at: datetime | None, result: VisitResult) -> None:
        self.visits[index] = replace(self.visits[index], left_at=left_at, result=result)

    def _rang(self, line: "Line") -> None:
        """RINGNOANSWER tells how long it rang, in milliseconds; RINGCANCELED does not."""
        rang_out = line.event == "RINGNOANSWER"
        seconds = int(line.parameter(0)) / 1000 if rang_out else None
        self.legs.append(
            Leg(
                agent=line.agent,
                queue=line.queue,
                result=LegResult.NO_ANSWER if rang_out else LegResult.CANCELLED,
                rang_at=None if seconds is None else line.at - timedelta(seconds=seconds),
                left_at=line.at,
                ring_seconds=seconds,
            )
        )

    def _wrap_up(self, line: "Line") -> None:
        """Belongs to the agent's last answered leg; written in the second that leg ends, before or after it."""
        for index in range(len(self.legs) - 1, -1, -1):
            leg = self.legs[index]
            if leg.agent == line.agent and leg.answered_at is not None:
                self.legs[index] = replace(leg, wrap_seconds=float(line.parameter(0)))
                return
        self.suspect.append(Suspicion.WRAP_UP_ALONE.value)


def mark_contradicted(calls: Iterable[FoldedCall]) -> None:
    """Nobody talks on two telephones: a leg still running when its agent connects elsewhere did not last so long.

    Without an end of its own its end is unknown; with one, a transfer was never logged, and the call is suspect.
    """
    answers: dict[str, list[tuple[datetime, int, FoldedCall]]] = defaultdict(list)
    for call in calls:
        for index, leg in enumerate(call.legs):
            if leg.answered_at is not None:
                answers[leg.agent].append((leg.answered_at, index, call))
    for taken in answers.values():
        taken.sort(key=lambda answer: answer[0])
        for (_, index, call), (next_at, _, _) in pairwise(taken):
            leg = call.legs[index]
            if leg.left_at is None:
                call.legs[index] = replace(leg, result=LegResult.UNKNOWN)
                call.suspect.append(Suspicion.NO_END.value)
            elif leg.left_at > next_at:
                call.suspect.append(Suspicion.OTHER_CALL.value)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None
