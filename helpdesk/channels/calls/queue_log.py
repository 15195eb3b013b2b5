"""Asterisk's `queue_log`: bytes to ordered lines, lines to calls and agents' days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from core.errors import DomainError
from helpdesk.call_records import AgentDay, CallRecord
from helpdesk.channels.calls.agent_days import AgentDays
from helpdesk.channels.calls.call_folding import FoldedCall, mark_contradicted

FIELDS = 5  # epoch, call id, queue, agent, event; the rest are parameters
NOBODY = "NONE"
WIDEST_LINE = 2_000
WITHOUT_FIGURE = frozenset({"QUEUESTART", "CONFIGRELOAD"})
KEYS = {"1": "voicemail", "2": "callback_requested"}  # of the menu behind EXITWITHKEY, unless said otherwise


class QueueLogUnreadable(DomainError):
    """The bytes are not a queue log at all."""

    code = "queue_log_unreadable"


@dataclass(frozen=True)
class Line:
    """One event, as it stands in the file."""

    epoch: int
    call_id: str
    queue: str
    agent: str
    event: str
    parameters: tuple[str, ...]

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.epoch, tz=UTC)

    @property
    def is_about_call(self) -> bool:
        return self.call_id != NOBODY and self.event in FoldedCall.EVENTS

    @property
    def subject(self) -> str:
        """What the line is a fact about: a call, an agent, or nothing we know."""
        if self.is_about_call:
            return self.call_id
        return self.agent if self.event in AgentDays.EVENTS else ""

    @property
    def text(self) -> str:
        return "|".join((str(self.epoch), self.call_id, self.queue, self.agent, self.event, *self.parameters))

    def parameter(self, index: int) -> str:
        return self.parameters[index] if index < len(self.parameters) else ""


@dataclass
class QueueLog:
    """What one file says."""

    calls: list[CallRecord] = field(default_factory=list)
    agents: dict[str, AgentDay] = field(default_factory=dict)
    lines: int = 0
    repeated: int = 0
    malformed: list[str] = field(default_factory=list)
    unknown: list[Line] = field(default_factory=list)  # events without a meaning to us, kept

    @property
    def queues(self) -> list[str]:
        return sorted({visit.queue for call in self.calls for visit in call.visits})


def read_queue_log(content: bytes, *, keys: dict[str, str] = KEYS) -> QueueLog:
    """Everything the file knows. Order and repeats of lines do not matter, as long as lines of one second
    keep theirs; what it does not know stays None. Raises QueueLogUnreadable.
    """
    return folded(*lines_of(content), keys=keys)


def lines_of(content: bytes) -> tuple[list[Line], QueueLog]:
    """Lines once each, by time, those of one second as they stood; and what was odd about the file.

    A last line without its line feed was cut off, or is being written: its figures may lack digits.
    """
    if b"\0" in content:
        raise QueueLogUnreadable("This is not a queue log: it holds bytes that no text has.")
    *whole, cut = content.split(b"\n")
    log = QueueLog(malformed=[_text(cut)] if cut.strip() else [])
    seen: dict[Line, None] = {}
    for raw in whole:
        text = _text(raw).rstrip("\r")
        if not text.strip():
            continue
        log.lines += 1
        line = parse_line(text)
        if line is None:
            log.malformed.append(text)
        elif line in seen:
            log.repeated += 1
        else:
            seen[line] = None
    if not seen:
        raise QueueLogUnreadable("This is not a queue log: no line reads “epoch|call|queue|agent|event”.")
    return sorted(seen, key=lambda line: line.epoch), log


def folded(lines: Iterable[Line], log: QueueLog | None = None, *, keys: dict[str, str] = KEYS) -> QueueLog:
    """What these lines, oldest first, tell of calls and agents."""
    log = log or QueueLog()
    calls: dict[str, FoldedCall] = {}
    days = AgentDays()
    for line in lines:
        if line.is_about_call:
            calls.setdefault(line.call_id, FoldedCall(line.call_id, keys=keys)).take(line)
        elif line.event in AgentDays.EVENTS:
            days.take(line)
        elif line.event not in WITHOUT_FIGURE:
            log.unknown.append(line)
    mark_contradicted(calls.values())
    log.calls = [call.record() for call in calls.values() if call.visits]
    log.calls.sort(key=lambda call: (call.started_at, call.external_id))
    log.agents = days.finished()
    return log


def parse_line(text: str) -> Line | None:
    """One line, or None if it is not one; a number the event needs and lacks makes it none."""
    parts = text.split("|") if len(text) <= WIDEST_LINE else []
    if len(parts) < FIELDS or not parts[0].isdecimal() or not parts[0].isascii() or len(parts[0]) > 10:  # noqa: PLR2004 — until 2286
        return None
    epoch, call_id, queue, agent, event, *parameters = parts
    if not event or not call_id or _lacks_number(event, parameters):
        return None
    return Line(int(epoch), call_id, queue, agent, event, tuple(parameters))


_NUMBERS = {"RINGNOANSWER": (0,), "WRAPUPSTART": (0,)}  # figures that stand in no other place


def _lacks_number(event: str, parameters: list[str]) -> bool:
    return any(
        index >= len(parameters) or not parameters[index].isascii() or not parameters[index].isdecimal()
        for index in _NUMBERS.get(event, ())
    )


def _text(raw: bytes) -> str:
    """Names in an older encoding lose letters, not lines."""
    return raw.decode("utf-8", errors="replace")
