"""A57: topics of colleagues, of figures and of departments out of reach, by their ids."""

import pytest

from accounts.enums import Role
from core.live.boards import asked_board
from core.tenancy import tenant
from tests.attacks.cast import make_cast
from tests.attacks.examples.registry import OTHER_DEPARTMENT, OTHER_ORGANIZATION, OWN_DEPARTMENT


@pytest.mark.django_db
def test_a57_the_reviews_of_a_colleague_are_told_to_nobody_else():
    cast = make_cast()
    with tenant(cast.ours.pk):
        for role, member in cast.members.items():
            theirs = [asked_board(f"review.{other.public_id}", member) for other in cast.members.values()]

            assert [found is not None for found in theirs] == [
                other == member and role != Role.VIEWER for other in cast.members.values()
            ], role


@pytest.mark.django_db
def test_a57_who_sees_no_figures_is_not_told_that_they_changed():
    cast = make_cast()
    with tenant(cast.ours.pk):
        told = {role for role, member in cast.members.items() if asked_board(f"report.{cast.ours.public_id}", member)}
        elsewhere = [asked_board(f"report.{cast.theirs.public_id}", member) for member in cast.members.values()]

    assert told == set(Role) - {Role.REVIEWER}
    assert elsewhere == [None] * len(cast.members)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["wallboard", "inbox"])
def test_a57_a_department_out_of_reach_is_no_topic(kind):
    cast = make_cast()
    supervisor = cast.members[Role.SUPERVISOR]
    with tenant(cast.ours.pk):
        found = {
            place: asked_board(f"{kind}.{cast.departments[place].public_id}", supervisor) is not None
            for place in (OWN_DEPARTMENT, OTHER_DEPARTMENT, OTHER_ORGANIZATION)
        }

    assert found == {OWN_DEPARTMENT: True, OTHER_DEPARTMENT: False, OTHER_ORGANIZATION: False}
