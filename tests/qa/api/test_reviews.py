import pytest

from core.tenancy import tenant
from qa.models import Review
from tests.factories.helpdesk import TicketFactory
from tests.factories.qa import ReviewFactory
from tests.qa.conftest import SOLVED_AT

# savepoint of the scope 2 · scope in and out 2 · session with account 1 · reviews 1
LIST_QUERIES = 6
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def now(time_machine):
    time_machine.move_to(SOLVED_AT, tick=True)


def send(client, method: str, path: str, body: object = None):
    return getattr(client, method)(f"/api/v1/{path}", body, content_type="application/json")


def criteria_of(review: dict) -> dict[str, str]:
    return {c["name"]: c["id"] for section in review["scorecard"]["sections"] for c in section["criteria"]}


@pytest.mark.usefixtures("now")
def test_a_review_from_the_queue_to_the_agent(client_of, agent, solved, scorecard, reviewer):
    ticket = solved()
    client = client_of(reviewer)

    queue = client.get("/api/v1/reviews/queue/").json()
    (work,) = queue["results"]
    assert work["subject"]["title"] == f"#{ticket.number} {ticket.subject}"
    assert work["agent"] == {"id": str(agent.public_id), "name": agent.user.name}
    assert work.keys() == {"subject", "agent", "department", "worked_at"}  # no rating, no score
    assert queue["submitted_this_week"] == 0

    cards = client.get("/api/v1/scorecards/").json()["results"]
    assert [card["id"] for card in cards] == [str(scorecard.public_id)]
    begun = send(
        client, "post", "reviews/", {"scorecard_id": cards[0]["id"], "ticket_id": work["subject"]["ticket_id"]}
    )
    assert begun.status_code == 201
    review = begun.json()
    assert review["score"]["final_percent"] is None
    assert (review["score"]["answered"], review["score"]["total"], review["score"]["provisional"]) == (0, 3, True)
    assert client_of(agent).get("/api/v1/reviews/mine/").json()["results"] == []

    path = f"reviews/{review['id']}"
    refused = send(client, "post", f"{path}/submit/", {"version": review["version"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "review_incomplete")
    assert refused.json()["params"]["unanswered"] == list(criteria_of(review).values())

    marks = {
        "Correct": {"value": 4},
        "Identity verified": {"not_applicable": True, "value": None},
        "Polite": {"value": 1},
    }
    for name, mark in marks.items():
        review = send(client, "put", f"{path}/marks/{criteria_of(review)[name]}/", mark).json()
    assert (review["score"]["final_percent"], review["score"]["passed"]) == (85, True)
    assert [line["applied_weight_percent"] for line in review["score"]["receipt"]] == [60, 0, 40]

    review = send(client, "post", f"{path}/comments/", {"text": "Kind"}).json()
    (comment,) = review["comments"]
    assert comment["author"]["id"] == str(reviewer.public_id)

    done = send(client, "post", f"{path}/submit/", {"version": review["version"]}).json()
    assert (done["state"], done["abilities"]) == ("submitted", {"write": False, "acknowledge": False})

    hers = client_of(agent)
    (row,) = hers.get("/api/v1/reviews/mine/").json()["results"]
    assert (row["final_percent"], row["abilities"]["acknowledge"]) == (85, True)
    read = hers.get(f"/api/v1/{path}/").json()
    assert {key: read[key] for key in row if key != "scorecard"} == {k: v for k, v in row.items() if k != "scorecard"}
    accepted = send(hers, "post", f"{path}/acknowledge/")
    assert accepted.json()["acknowledged_at"] is not None
    assert client.get("/api/v1/reviews/queue/").json()["submitted_this_week"] == 1


def test_a_comment_is_taken_away_again(client_of, organization, reviewer):
    review = ReviewFactory(organization=organization, reviewer=reviewer)
    client = client_of(reviewer)
    (comment,) = send(client, "post", f"reviews/{review.public_id}/comments/", {"text": "x"}).json()["comments"]

    left = send(client, "delete", f"reviews/{review.public_id}/comments/{comment['id']}/")

    assert left.json()["comments"] == []


@pytest.mark.parametrize(
    "body",
    [{}, {"ticket_id": UNKNOWN, "call_id": UNKNOWN}, {"ticket_id": UNKNOWN}, {"call_id": UNKNOWN}],
    ids=["nothing", "both", "unknown ticket", "unknown call"],
)
def test_a_review_is_about_one_thing_that_is_there(client_of, scorecard, reviewer, body):
    response = send(client_of(reviewer), "post", "reviews/", {"scorecard_id": str(scorecard.public_id), **body})

    assert response.status_code == 400


def test_a_foreign_ticket_or_scorecard_is_not_found(client_of, solved, scorecard, reviewer, other_organization):
    from tests.factories.qa import ScorecardFactory

    client = client_of(reviewer)
    theirs = TicketFactory(organization=other_organization, solved=True)
    card = ScorecardFactory(organization=other_organization)

    for body in (
        {"scorecard_id": str(scorecard.public_id), "ticket_id": str(theirs.public_id)},
        {"scorecard_id": str(card.public_id), "ticket_id": str(solved().public_id)},
    ):
        assert send(client, "post", "reviews/", body).status_code == 400


def test_a_foreign_review_answers_as_one_that_never_was(client_of, organization, reviewer, other_organization):
    theirs = ReviewFactory(organization=other_organization)
    draft_of_another = ReviewFactory(organization=organization)
    client = client_of(reviewer)

    answers = [client.get(f"/api/v1/reviews/{id_}/") for id_ in (theirs.public_id, draft_of_another.public_id, UNKNOWN)]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_row_and_for_three(
    client_of, organization, reviewer, rows, django_assert_num_queries
):
    ReviewFactory.create_batch(rows, organization=organization, reviewer=reviewer)
    client = client_of(reviewer)

    with django_assert_num_queries(LIST_QUERIES):
        response = client.get("/api/v1/reviews/")

    assert len(response.json()["results"]) == rows


def test_the_list_is_filtered(client_of, organization, reviewer):
    mine, other = ReviewFactory.create_batch(2, organization=organization, reviewer=reviewer)
    client = client_of(reviewer)

    def ids(query: str) -> list[str]:
        return [row["id"] for row in client.get(f"/api/v1/reviews/?{query}").json()["results"]]

    assert ids(f"agent={mine.agent.public_id}") == [str(mine.public_id)]
    assert ids(f"subject={other.ticket.public_id}") == [str(other.public_id)]
    assert ids("state=submitted") == []
    assert ids(f"subjects={other.ticket.public_id}&subjects={UNKNOWN}") == [str(other.public_id)]
    assert set(ids(f"subjects={other.ticket.public_id}&subjects={mine.ticket.public_id}")) == {
        str(mine.public_id),
        str(other.public_id),
    }


def test_an_unknown_field_is_refused(client_of, organization, reviewer):
    review = ReviewFactory(organization=organization, reviewer=reviewer)
    with tenant(organization.pk):
        criterion = Review.objects.get().scorecard_version.sections.first().criteria.first()

    response = send(
        client_of(reviewer),
        "put",
        f"reviews/{review.public_id}/marks/{criterion.public_id}/",
        {"value": 1, "score": 100},
    )

    assert response.status_code == 400


def test_a_scorecard_shows_what_is_judged_and_how(client_of, reviewer, scorecard):
    card = client_of(reviewer).get(f"/api/v1/scorecards/{scorecard.public_id}/").json()

    assert [(section["name"], section["weight_percent"]) for section in card["sections"]] == [
        ("Solution", 60),
        ("Tone", 40),
    ]
    first, second = card["sections"][0]["criteria"]
    assert first["scale"] == {"kind": "points", "lowest": 1, "highest": 5}
    assert (second["critical"], second["na_allowed"]) == ("form", True)
    assert {cause["key"] for cause in card["root_causes"]} >= {"knowledge", "process"}


@pytest.mark.usefixtures("now")
def test_the_queue_goes_on_behind_its_first_page(client_of, solved, reviewer, monkeypatch):
    monkeypatch.setattr("qa.queries.draw.SAMPLE_SIZE", 2)
    monkeypatch.setattr("qa.queries.draw.OF_EACH_KIND", 1)
    titles = {f"#{ticket.number} {ticket.subject}" for ticket in (solved(), solved(), solved())}
    client = client_of(reviewer)

    first = client.get("/api/v1/reviews/queue/").json()
    second = client.get(first["next"]).json()

    assert [len(page["results"]) for page in (first, second)] == [2, 1]
    assert {work["subject"]["title"] for page in (first, second) for work in page["results"]} == titles
    assert (first["previous"], second["previous"], second["next"]) == (None, None, None)
    assert second["week_starts_at"] == first["week_starts_at"]


def test_a_made_up_place_in_the_queue_is_no_page(client_of, reviewer):
    assert client_of(reviewer).get("/api/v1/reviews/queue/?cursor=bm8").status_code == 404
