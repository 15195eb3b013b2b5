from typing import TypedDict

from django.db.models import Count

from reports.enums import Kind, LeftOut
from reports.models import Fact
from reports.periods import Period
from reports.queries.scope import Scope


class LeftOutCount(TypedDict):
    """Cases of a period that are listed and not counted, by reason."""

    kind: str
    reason: str
    label: str
    count: int


def left_out(*, period: Period, scope: Scope, kinds: frozenset[Kind]) -> list[LeftOutCount]:
    """How many cases a report left out, and why. Source: metrics.md, rule 11."""
    facts = Fact.objects.filter(kind__in=sorted(kinds), day__gte=period.first, day__lte=period.last)
    if scope.department_ids is not None:
        facts = facts.filter(department_id__in=scope.department_ids)
    if scope.agent_id is not None:
        facts = facts.filter(agent_id=scope.agent_id)
    rows = facts.exclude(left_out="").values_list("kind", "left_out").annotate(count=Count("pk"))
    return [
        LeftOutCount(kind=kind, reason=reason, label=str(LeftOut(reason).label), count=count)
        for kind, reason, count in sorted(rows)
    ]
