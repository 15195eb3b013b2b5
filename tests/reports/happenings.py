"""Events as the other apps record them, written straight into the log: reports are counted from nothing else."""

from datetime import datetime
from itertools import count
from typing import Any

from core.events import DomainEvent
from core.models import Delivery, Event
from core.services import record
from core.tasks import deliver
from core.tenancy import current_organization_id
from helpdesk.events import CallEnded, TicketAssigned, TicketOpened, TicketReplied, TicketSolved
from surveys.events import SurveyAnswered
from tests.factories.helpdesk import OPENED_AT


def count_all() -> None:
    """Deliver what waits for `reports`; the other apps would look for rows these events do not have."""
    for delivery in Delivery.objects.open().filter(receiver__startswith="reports.").order_by("pk"):
        deliver.delay(organization_id=current_organization_id(), delivery_id=delivery.pk)
    assert [row.reason for row in Delivery.objects.exclude(reason="")] == []


class Log:
    """One organization's log; tickets are any numbers, each with its own versions."""

    def __init__(self) -> None:
        self.versions: dict[tuple[str, int], count[int]] = {}

    def opened(self, ticket: int, *, department: int, at: datetime = OPENED_AT, **fields: Any) -> Event:
        return self._record(
            TicketOpened,
            ticket,
            **{
                "at": at,
                "department_id": department,
                "assignee_id": None,
                "actor_id": None,
                "actor_kind": "customer",
                "contact_id": 1,
                "channel": "mail",
                "language": "en",
                "opened_by_contact": True,
                "first_response_due_at": None,
                **fields,
            },
        )

    def assigned(self, ticket: int, agent: int, *, department: int, at: datetime = OPENED_AT) -> Event:
        return self._record(TicketAssigned, ticket, at=at, department_id=department, assignee_id=agent, actor_id=None)

    def replied(
        self,
        ticket: int,
        agent: int,
        *,
        department: int,
        at: datetime = OPENED_AT,
        first: tuple[int, int] | None = None,
    ) -> Event:
        calendar, business = first or (None, None)
        return self._record(
            TicketReplied,
            ticket,
            at=at,
            department_id=department,
            assignee_id=agent,
            actor_id=agent,
            message_id=1,
            status_after="open",
            first_response_seconds=calendar,
            first_response_business_seconds=business,
        )

    def solved(
        self, ticket: int, agent: int | None, *, department: int, at: datetime = OPENED_AT, by: int | None = None
    ) -> Event:
        return self._record(
            TicketSolved,
            ticket,
            at=at,
            department_id=department,
            assignee_id=agent,
            actor_id=by or agent,
            contact_id=1,
            opened_at=OPENED_AT,
            business_seconds=60,
            is_first=True,
        )

    def answered(
        self, answer: int, agent: int | None, rating: int, *, department: int, at: datetime = OPENED_AT, **fields: Any
    ) -> Event:
        return self._record(
            SurveyAnswered,
            answer,
            **{
                "at": at,
                "actor_id": None,
                "actor_kind": "customer",
                "ticket_id": 1,
                "contact_id": 1,
                "department_id": department,
                "agent_id": agent,
                "rating": rating,
                "first_answered_at": at,
                "is_change": False,
                "comment_present": False,
                "suspect": False,
                **fields,
            },
        )

    def called(
        self,
        call: int,
        *talks: tuple[int | None, float],
        department: int,
        at: datetime = OPENED_AT,
        wait: float = 10,
        outcome: str = "answered",
        direction: str = "in",
    ) -> Event:
        """A call that ended; each of `talks` is an agent and how long they talked."""
        answered = outcome == "answered"
        return self._record(
            CallEnded,
            call,
            at=at,
            actor_id=None,
            department_id=department,
            direction=direction,
            outcome=outcome,
            queue="q",
            started_at=at,
            offered_at=at,
            answered=answered,
            answered_at=at if answered else None,
            ended_at=at,
            customer_wait_seconds=wait,
            connected_seconds=None,
            talk_seconds=sum(talk for _, talk in talks),
            hold_seconds=0,
            wrap_seconds=0,
            threshold_seconds=20,
            short_abandon_seconds=5,
            agent_id=talks[0][0] if talks else None,
            contact_id=None,
            legs=tuple({"agent_id": agent, "answered_at": "x", "talk_seconds": talk} for agent, talk in talks),
        )

    def _record(self, kind: type[DomainEvent], subject_id: int, **fields: Any) -> Event:
        versions = self.versions.setdefault((kind.subject(), subject_id), count(1))
        return record(kind(subject_id=subject_id, version=next(versions), **fields))
