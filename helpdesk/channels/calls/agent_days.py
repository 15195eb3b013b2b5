"""When agents were signed in to their queues and when paused, from the lines that say so."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from helpdesk.call_records import AgentDay, Stretch

if TYPE_CHECKING:
    from helpdesk.channels.calls.queue_log import Line

_WHOLE = "*"  # AGENTLOGIN signs in everywhere


@dataclass
class _Agent:
    day: AgentDay
    queues: set[str] = field(default_factory=set)  # signed in to, now
    paused: set[str] = field(default_factory=set)
    since: datetime | None = None
    pause_since: datetime | None = None
    reason: str = ""


class AgentDays:
    """A member signs in to each queue by a line of its own, an `Agent/…` to all by one.

    PAUSEALL with the PAUSE lines behind it is one pause; it ends with the first line that says so.
    Pauses of single queues count once every queue is paused.
    """

    EVENTS: ClassVar[frozenset[str]] = frozenset(
        {
            *("ADDMEMBER", "REMOVEMEMBER", "AGENTLOGIN", "AGENTLOGOFF"),
            *("PAUSE", "UNPAUSE", "PAUSEALL", "UNPAUSEALL"),
        }
    )

    def __init__(self) -> None:
        self.agents: dict[str, _Agent] = {}

    def take(self, line: "Line") -> None:
        agent = self.agents.setdefault(line.agent, _Agent(AgentDay(agent=line.agent)))
        match line.event:
            case "ADDMEMBER":
                self._sign_in(agent, line.queue, line.at)
                agent.day.queues.add(line.queue)
            case "AGENTLOGIN":
                self._sign_in(agent, _WHOLE, line.at)
            case "REMOVEMEMBER":
                self._sign_out(agent, line.queue, line.at)
            case "AGENTLOGOFF":
                self._sign_out(agent, _WHOLE, line.at)
            case "PAUSE" | "PAUSEALL":
                self._pause(agent, line)
            case _:
                self._resume(agent, line.at)

    def finished(self) -> dict[str, AgentDay]:
        """What is still going on has no end: nobody wrote one."""
        for agent in self.agents.values():
            if agent.pause_since is not None:
                agent.day.pauses.append(Stretch(start=agent.pause_since, end=None, reason=agent.reason))
            if agent.since is not None:
                agent.day.logins.append(Stretch(start=agent.since, end=None))
        return {name: agent.day for name, agent in self.agents.items()}

    def _sign_in(self, agent: _Agent, queue: str, at: datetime) -> None:
        """Signing in where one is signed in already: the sign-out in between was never written."""
        if queue in agent.queues and agent.since is not None:
            agent.day.logins.append(Stretch(start=agent.since, end=None))
            agent.since = None
            agent.queues.clear()
        agent.since = agent.since or at
        agent.queues.add(queue)

    def _sign_out(self, agent: _Agent, queue: str, at: datetime) -> None:
        agent.queues.discard(queue)
        if agent.queues or agent.since is None:
            return
        self._resume(agent, at)
        agent.day.logins.append(Stretch(start=agent.since, end=at))
        agent.since = None

    def _pause(self, agent: _Agent, line: "Line") -> None:
        agent.reason = line.parameter(0) or agent.reason
        agent.paused.update(agent.queues if line.event == "PAUSEALL" else {line.queue})
        if agent.pause_since is None and (line.event == "PAUSEALL" or agent.queues <= agent.paused):
            agent.pause_since = line.at

    def _resume(self, agent: _Agent, at: datetime) -> None:
        if agent.pause_since is not None:
            agent.day.pauses.append(Stretch(start=agent.pause_since, end=at, reason=agent.reason))
        agent.pause_since, agent.reason = None, ""
        agent.paused.clear()
