"""Reviews and scorecards as rows of plain values."""

from decimal import Decimal
from typing import Any

from accounts.models import Membership
from qa.enums import Outcome, ReviewState, RootCause, SubjectKind
from qa.filling import criteria_of, filled
from qa.models import Scorecard, ScorecardVersion
from qa.policies import may_acknowledge, may_write
from qa.queries.work import Work
from qa.scoring import Score, score


def review_row(review: Any, *, viewer: Membership) -> dict[str, Any]:
    """One line of the list. A draft shows no score: there is none before it is submitted."""
    return {
        "id": review.public_id,
        "version": review.version,
        "state": review.state,
        "selection": review.selection,
        "subject": subject_of(review),
        "agent": _person(review.agent),
        "reviewer": _person(review.reviewer),
        "department": {"id": review.department.public_id, "name": review.department.name},
        "scorecard": {
            "id": review.scorecard.public_id,
            "name": review.scorecard.name,
            "version_number": review.scorecard_version.number,
        },
        "worked_at": review.worked_at,
        "started_at": review.started_at,
        "submitted_at": review.submitted_at,
        "acknowledged_at": review.acknowledged_at,
        "final_percent": _number(review.final_percent),
        "passed": {Outcome.PASS: True, Outcome.FAIL: False}.get(review.outcome),
        "abilities": {
            "write": may_write(viewer, review),
            "acknowledge": may_acknowledge(viewer, review),
        },
    }


def review_details(review: Any, *, viewer: Membership) -> dict[str, Any]:
    marks = {mark.criterion_id: mark for mark in review.marks.all()}
    result = score(filled(review.scorecard_version, marks))
    return {
        **review_row(review, viewer=viewer),
        "scorecard": version_details(review.scorecard, review.scorecard_version),
        "marks": [
            {
                "criterion_id": mark.criterion.public_id,
                "value": mark.value,
                "not_applicable": mark.not_applicable,
                "note": mark.note,
                "root_cause": mark.root_cause,
                "at_second": mark.at_second,
                "message_id": mark.message.public_id if mark.message else None,
                "saved_at": mark.saved_at,
            }
            for mark in sorted(review.marks.all(), key=lambda mark: mark.pk)
        ],
        "comments": [
            {
                "id": comment.public_id,
                "text": comment.text,
                "at_second": comment.at_second,
                "until_second": comment.until_second,
                "message_id": comment.message.public_id if comment.message else None,
                "author": _person(comment.author),
                "at": comment.at,
            }
            for comment in sorted(review.comments.all(), key=lambda comment: (comment.at, comment.pk))
        ],
        "score": score_of(review, result),
    }


def score_of(review: Any, result: Score) -> dict[str, Any]:
    """The running score of a draft; of a submitted review, the one that was kept."""
    kept = review.state == ReviewState.SUBMITTED
    return {
        "calculated_percent": _number(review.calculated_percent if kept else result.calculated_percent),
        "final_percent": _number(review.final_percent if kept else result.final_percent),
        "outcome": review.outcome if kept else result.outcome,
        "passed": result.passed,
        "reasons": review.reasons if kept else list(result.reasons),
        "provisional": result.is_provisional,
        "answered": result.answered,
        "total": result.total,
        "pass_mark_percent": _number(review.scorecard_version.pass_mark_percent),
        "bonus_points": _number(result.bonus_points),
        "sections": [
            {
                "section_id": id_,
                "percent": _number(percent),
                "applied_weight_percent": _number(result.applied_weights_percent[id_]),
            }
            for id_, percent in result.sections.items()
        ],
        "receipt": [
            {
                "section_id": line.section_id,
                "criterion_id": line.criterion_id,
                "value": None if line.mark is None else int(line.mark),
                "not_applicable": line.not_applicable,
                "earned_percent": _number(line.earned_percent),
                "applied_weight_percent": _number(line.applied_weight_percent),
                "fired": line.fired.value,
            }
            for line in result.receipt
        ],
    }


def subject_of(review: Any) -> dict[str, Any]:
    if review.ticket:
        return _ticket_subject(review.ticket)
    return _call_subject(review.call)


def work_row(work: Work) -> dict[str, Any]:
    """A piece of work waiting to be judged: no rating, no score, nobody's opinion."""
    subject = _ticket_subject(work.row) if work.kind is SubjectKind.TICKET else _call_subject(work.row)
    return {
        "subject": subject,
        "department": {"id": work.row.department.public_id, "name": work.row.department.name},
        "agent": {"id": work.row.reviewed.public_id, "name": work.row.reviewed.user.name},
        "worked_at": work.worked_at,
    }


def with_agents(found: list[Work]) -> list[Work]:
    """Each with who did it, in one query for all."""
    people = Membership.objects.select_related("user").in_bulk([work.agent_id for work in found])
    for work in found:
        work.row.reviewed = people[work.agent_id]
    return found


def scorecard_row(scorecard: Scorecard, version: ScorecardVersion) -> dict[str, Any]:
    return {
        "id": scorecard.public_id,
        "name": scorecard.name,
        "subject_kind": scorecard.subject_kind,
        "version_number": version.number,
        "published_at": version.published_at,
        "pass_mark_percent": _number(version.pass_mark_percent),
    }


def version_details(scorecard: Scorecard, version: ScorecardVersion) -> dict[str, Any]:
    sections = sorted(version.sections.all(), key=lambda section: section.place)
    weights = sum((section.weight for section in sections), Decimal(0))
    return {
        **scorecard_row(scorecard, version),
        "mode": version.mode,
        "na_policy": version.na_policy,
        "auto_fail": version.auto_fail,
        "bonus_capped": version.bonus_capped,
        "root_causes": [{"key": cause.value, "label": str(cause.label)} for cause in RootCause],
        "sections": [
            {
                "id": section.public_id,
                "name": section.name,
                "weight": _number(section.weight),
                "weight_percent": _number(100 * section.weight / weights if weights else None),
                "pass_mark_percent": _number(section.pass_mark_percent),
                "criteria": [_criterion(criterion) for criterion in criteria_of(section)],
            }
            for section in sections
        ],
    }


def _criterion(criterion: Any) -> dict[str, Any]:
    return {
        "id": criterion.public_id,
        "name": criterion.name,
        "guidance": criterion.guidance,
        "weight": _number(criterion.weight),
        "scale": {"kind": criterion.scale, "lowest": criterion.lowest, "highest": criterion.highest},
        "na_allowed": criterion.na_allowed,
        "critical": criterion.critical,
        "bonus_points": _number(criterion.bonus_points),
    }


def _ticket_subject(ticket: Any) -> dict[str, Any]:
    return {
        "kind": SubjectKind.TICKET.value,
        "id": ticket.public_id,
        "title": f"#{ticket.number} {ticket.subject}",
        "ticket_id": ticket.public_id,
        "call_id": None,
    }


def _call_subject(call: Any) -> dict[str, Any]:
    name = call.contact.name if call.contact else call.caller_name or call.caller_number
    return {
        "kind": SubjectKind.CALL.value,
        "id": call.public_id,
        "title": name,
        "ticket_id": None,
        "call_id": call.public_id,
    }


def _person(membership: Any) -> dict[str, Any]:
    return {"id": membership.public_id, "name": membership.user.name}


def _number(value: Decimal | None) -> float | None:
    """Six decimals are more than anybody sees, and what is compared."""
    return None if value is None else round(float(value), 6)
