from datetime import date
from typing import NamedTuple, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.tenancy import TenantModel
from reports.enums import NOBODY
from reports.models.fact import Fact


class DayKey(NamedTuple):
    """Which rollup: one local day of one department and one agent."""

    day: date
    department_id: int
    agent_id: int

    @classmethod
    def of(cls, fact: Fact) -> Self:
        return cls(fact.day, fact.department_id, fact.agent_id)


def numbers() -> ArrayField:  # type: ignore[type-arg]
    return ArrayField(models.IntegerField(), default=list)


def ids() -> ArrayField:  # type: ignore[type-arg]
    return ArrayField(models.BigIntegerField(), default=list)


class DayRollup(TenantModel):
    """The facts of one local day, department and agent, summed so that nothing is lost.

    Seconds stay as they are, in arrays, so that medians over a month come out exact. Distinct tickets do too: those
    that occur on this day, here, with this agent and nowhere else are a number (`_once`), only the others keep
    their ids. Recomputed whole, never incremented. Written by `reports.services.rollups`.
    """

    day = models.DateField()
    department_id = models.BigIntegerField()
    agent_id = models.BigIntegerField(default=NOBODY)
    received = models.IntegerField(default=0)
    replies = models.IntegerField(default=0)
    assigned_once = models.IntegerField(default=0)
    assigned_tickets = ids()
    replied_once = models.IntegerField(default=0)
    replied_tickets = ids()
    solved_once = models.IntegerField(default=0)
    solved_tickets = ids()
    first_response = numbers()  # calendar seconds
    first_response_business = numbers()
    calls_offered = models.IntegerField(default=0)
    calls_abandoned = models.IntegerField(default=0)  # short ones are not
    answered_once = models.IntegerField(default=0)
    answered_calls = ids()
    talk = ArrayField(models.DecimalField(max_digits=12, decimal_places=3), default=list)
    ratings = numbers()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "day", "department_id", "agent_id"], name="reports_dayrollup_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.department_id} {self.agent_id}"


class DirtyDay(TenantModel):
    """One rollup that no longer fits its facts. Marks are only added and taken away, never merged: a mark made
    while another one is being worked off must survive. Written by `reports.services`.
    """

    day = models.DateField()
    department_id = models.BigIntegerField()
    agent_id = models.BigIntegerField()
    marked_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organization", "marked_at"], name="reports_dirtyday_oldest")]

    def __str__(self) -> str:
        return f"{self.day} {self.department_id} {self.agent_id}"
