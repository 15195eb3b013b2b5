"""Scorecards: publish a version, never change one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Membership, Organization
from accounts.permissions import Reach, reach
from core.errors import DomainError, NotPermitted
from core.services import record
from core.tenancy import current_organization_id
from qa.content import NewSection, NewVersion
from qa.defaults import call_scorecard, conversation_scorecard
from qa.enums import ScaleKind, SubjectKind
from qa.events import ScorecardPublished
from qa.models import Criterion, Scorecard, ScorecardVersion, Section

SCALES = {ScaleKind.YES_NO: (0, 1), ScaleKind.POINTS: (1, 5)}


class EmptyScorecard(DomainError):
    """There must be something to judge, and it must weigh something."""

    code = "empty_scorecard"


@transaction.atomic
def create_scorecard(
    *, name: str, subject_kind: SubjectKind, content: NewVersion, actor: Membership | None, at: datetime
) -> Scorecard:
    """A new scorecard with its first version; `actor` None is the system. Raises NotPermitted, EmptyScorecard."""
    _refuse_stranger(actor)
    scorecard = Scorecard.objects.create(name=name, subject_kind=subject_kind, version=0)
    _publish(scorecard, content, actor, at)
    return scorecard


@transaction.atomic
def publish_version(*, scorecard_id: UUID, content: NewVersion, actor: Membership, at: datetime) -> ScorecardVersion:
    """From now on reviews begin with this. Raises Scorecard.DoesNotExist, NotPermitted, EmptyScorecard."""
    _refuse_stranger(actor)
    scorecard = Scorecard.objects.in_use().select_for_update().get(public_id=scorecard_id)
    return _publish(scorecard, content, actor, at)


@transaction.atomic
def create_default_scorecards(*, language: str, at: datetime) -> list[Scorecard]:
    """One for conversations and one for calls, in the organization's language; again: nothing."""
    Organization.objects.select_for_update().get(pk=current_organization_id())  # two at once would make four
    made = []
    with translation.override(language):
        for kind, name, content in (
            (SubjectKind.TICKET, _("Conversations"), conversation_scorecard()),
            (SubjectKind.CALL, _("Calls"), call_scorecard()),
        ):
            if not Scorecard.objects.filter(subject_kind=kind).exists():
                made.append(create_scorecard(name=name, subject_kind=kind, content=content, actor=None, at=at))
    return made


def _refuse_stranger(actor: Membership | None) -> None:
    if actor is not None and reach(actor, "scorecard.manage") is Reach.NONE:
        raise NotPermitted(_("Your role can use scorecards but not change them."))


def _publish(scorecard: Scorecard, content: NewVersion, actor: Membership | None, at: datetime) -> ScorecardVersion:
    if not any(section.weight and section.criteria for section in content.sections):
        raise EmptyScorecard(_("A scorecard needs at least one section with weight and a criterion in it."))
    scorecard.version += 1
    scorecard.save(update_fields=["version"])
    version = ScorecardVersion.objects.create(
        scorecard=scorecard,
        number=scorecard.version,
        published_at=at,
        mode=content.mode,
        na_policy=content.na_policy,
        auto_fail=content.auto_fail,
        bonus_capped=content.bonus_capped,
        pass_mark_percent=content.pass_mark_percent,
    )
    for place, section in enumerate(content.sections):
        _add_section(version, place, section)
    record(
        ScorecardPublished(
            subject_id=scorecard.pk,
            version=scorecard.version,
            actor_id=actor.pk if actor else None,
            at=at,
            number=version.number,
            title=scorecard.name,
        )
    )
    return version


def _add_section(version: ScorecardVersion, place: int, section: NewSection) -> None:
    row = Section.objects.create(
        version=version,
        place=place,
        name=section.name,
        weight=section.weight,
        pass_mark_percent=section.pass_mark_percent,
    )
    Criterion.objects.bulk_create(
        Criterion(
            section=row,
            place=number,
            name=criterion.name,
            guidance=criterion.guidance,
            weight=criterion.weight,
            scale=criterion.scale,
            lowest=SCALES[criterion.scale][0],
            highest=SCALES[criterion.scale][1],
            na_allowed=criterion.na_allowed,
            critical=criterion.critical,
            bonus_points=criterion.bonus_points,
        )
        for number, criterion in enumerate(section.criteria)
    )
