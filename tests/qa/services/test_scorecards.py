from decimal import Decimal
from itertools import combinations

import pytest
from django.utils import translation

from accounts.enums import Role
from accounts.events import OrganizationCreated
from core.errors import NotPermitted
from core.models import Delivery, Event
from core.services import record
from core.tenancy import tenant
from qa.content import NewSection, NewVersion
from qa.defaults import call_scorecard, conversation_scorecard
from qa.enums import SubjectKind
from qa.events import ScorecardPublished
from qa.models import Scorecard, ScorecardVersion
from qa.services.scorecards import EmptyScorecard, create_default_scorecards, create_scorecard, publish_version
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT
from tests.factories.qa import small_version


@pytest.fixture(autouse=True)
def scope(organization):
    with tenant(organization.pk):
        yield


@pytest.fixture
def admin(organization):
    return MembershipFactory(organization=organization, role=Role.ADMIN)


def test_an_organization_starts_with_one_scorecard_for_each_kind_of_work():
    create_default_scorecards(language="en", at=OPENED_AT)
    create_default_scorecards(language="en", at=OPENED_AT)

    assert set(Scorecard.objects.values_list("subject_kind", flat=True)) == {SubjectKind.TICKET, SubjectKind.CALL}
    for version in ScorecardVersion.objects.all():
        assert sum(section.weight for section in version.sections.all()) == 100
        assert version.pass_mark_percent == 85


def test_they_are_written_in_the_language_of_the_organization():
    texts = [_texts(content) for content in (_written_in(language) for language in ("en", "cs", "pl", "lv"))]

    assert len({len(words) for words in texts}) == 1
    for mine, theirs in combinations(texts, 2):
        assert mine.isdisjoint(theirs)


def _written_in(language: str) -> list[NewVersion]:
    with translation.override(language):
        return [conversation_scorecard(), call_scorecard()]


def _texts(versions: list[NewVersion]) -> set[str]:
    sections = [section for version in versions for section in version.sections]
    named = {section.name for section in sections} - {"Process", "Postup", "Proces"}  # one word in English and Latvian
    return named | {text for section in sections for c in section.criteria for text in (c.name, c.guidance) if text}


def test_a_new_version_leaves_the_old_one_as_it_was(admin):
    card = create_scorecard(
        name="Mine", subject_kind=SubjectKind.TICKET, content=small_version(), actor=admin, at=OPENED_AT
    )
    old = card.versions.get()

    new = publish_version(scorecard_id=card.public_id, content=small_version(), actor=admin, at=OPENED_AT)

    assert (old.number, new.number) == (1, 2)
    assert old.sections.count() == new.sections.count() == 2
    assert Event.objects.filter(name=ScorecardPublished.name).count() == 2


def test_only_managers_change_scorecards(organization):
    reviewer = MembershipFactory(organization=organization, role=Role.REVIEWER)

    with pytest.raises(NotPermitted):
        create_scorecard(
            name="Mine", subject_kind=SubjectKind.TICKET, content=small_version(), actor=reviewer, at=OPENED_AT
        )


def test_a_scorecard_that_judges_nothing_is_refused(admin):
    empty = NewVersion(sections=(NewSection(name="Nothing", weight=Decimal(1)),))

    with pytest.raises(EmptyScorecard):
        create_scorecard(name="Mine", subject_kind=SubjectKind.TICKET, content=empty, actor=admin, at=OPENED_AT)


def test_a_new_organization_gets_its_scorecards_however_often_it_is_told(organization):
    organization.language = "cs"
    organization.save(update_fields=["language"])
    record(OrganizationCreated(subject_id=organization.pk, version=1, actor_id=None, at=OPENED_AT, host="h"))

    deliver_all()
    Delivery.objects.update(done_at=None)  # as after a crash between effect and mark
    deliver_all()

    assert set(Scorecard.objects.values_list("name", flat=True)) == {"Hovory", "Konverzace"}
