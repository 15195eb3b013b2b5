"""A queue log into calls: raw bytes kept first, then facts, then what the facts add up to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from core.models import RawInbound
from core.raw.child import Unreadable
from core.raw.store import reads, store_raw
from helpdesk.channels.calls.agent_days import AgentDays
from helpdesk.channels.calls.queue_log import (
    WITHOUT_FIGURE,
    Line,
    QueueLog,
    QueueLogUnreadable,
    folded,
    lines_of,
    parse_line,
)
from helpdesk.services.call_saving import save_calls
from helpdesk.services.telephony import (
    Fact,
    facts_of,
    keep_facts,
    map_agents,
    map_queues,
    save_agent_days,
    telephony,
)

SOURCE = "queue_log"
type Progress = Callable[[int, int], None]


@dataclass
class Imported:
    """What one import changed, and what it could not place."""

    lines: int = 0
    repeated: int = 0
    malformed: list[str] = field(default_factory=list)
    unknown_events: list[str] = field(default_factory=list)
    calls: int = 0
    new_calls: int = 0
    changed_calls: int = 0
    stretches: int = 0
    suspect: dict[str, list[str]] = field(default_factory=dict)  # reason → calls
    unmapped_agents: list[str] = field(default_factory=list)

    @property
    def changed_anything(self) -> bool:
        return bool(self.new_calls or self.changed_calls or self.stretches)


@transaction.atomic
def keep_raw(*, provider: str, name: str, content: bytes, at: datetime) -> RawInbound:
    """Commit this before reading: whatever happens next, the bytes are ours. Raises QueueLogUnreadable."""
    lines_of(content)
    return store_raw(source=SOURCE, external_key=f"{provider}/{name}"[:300], content=content, at=at)


@reads(SOURCE)
def read_stored_queue_log(raw: RawInbound, *, at: datetime) -> None:
    """A worker's way in, for bytes whose reader died or that somebody wants read again."""
    provider = raw.external_key.partition("/")[0]
    try:
        import_queue_log(provider=provider, content=bytes(raw.content), at=at)
    except QueueLogUnreadable as error:
        raise Unreadable(error.message) from error


@transaction.atomic
def import_queue_log(
    *,
    provider: str,
    content: bytes,
    at: datetime,
    queues: dict[str, str] | None = None,
    agents: dict[str, str] | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Whatever the bytes tell that was not known. Twice the same changes nothing; all or nothing.

    Raises QueueLogUnreadable, QueueWithoutDepartment, UnknownPerson.
    """
    lines, log = lines_of(content)
    keep_facts(provider=provider, facts=[Fact(line.subject, line.epoch, line.text) for line in lines])
    known = _known_by_now(provider, lines)
    map_queues(provider=provider, names=known.queues, given=queues or {})
    names = {leg.agent for call in known.calls for leg in call.legs} | known.agents.keys()
    result = Imported(
        lines=log.lines,
        repeated=log.repeated,
        malformed=log.malformed,
        unknown_events=sorted({line.event for line in known.unknown}),
        calls=len(known.calls),
        unmapped_agents=map_agents(provider=provider, names=names, given=agents or {}),
    )
    system = telephony(provider)
    for done, saved in enumerate(save_calls(system=system, known=known.calls, at=at), start=1):
        result.new_calls += saved.is_new
        result.changed_calls += saved.is_changed
        for reason in saved.call.suspect:
            result.suspect.setdefault(reason, []).append(saved.call.external_id)
        if progress:
            progress(done, len(known.calls))
    result.stretches = save_agent_days(provider=provider, days=known.agents.values())
    return result


def _known_by_now(provider: str, lines: list[Line]) -> QueueLog:
    """All calls and agents these lines are about, with everything earlier imports told of them."""
    calls = {line.call_id for line in lines if line.is_about_call}
    agents = {line.agent for line in lines if line.event in AgentDays.EVENTS}
    first = min((line.at for line in lines), default=datetime.min.replace(tzinfo=UTC))
    texts = [
        *facts_of(provider=provider, subjects=calls),
        *facts_of(provider=provider, subjects=agents, since=first),
    ]
    log = folded(sorted(_parsed(texts), key=lambda line: line.epoch))
    log.unknown = [line for line in lines if not line.subject and line.event not in WITHOUT_FIGURE]
    return log


def _parsed(texts: Iterable[str]) -> Iterable[Line]:
    return (line for line in map(parse_line, texts) if line is not None)
