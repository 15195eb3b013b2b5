"""One key, one effect, one answer."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from core.models import IdempotentCall, RawInbound
from core.tenancy import tenant
from tests.factories.accounts import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.urls("tests.core.api.urls")


@pytest.fixture
def member(organization):
    return MembershipFactory(organization=organization)


@pytest.fixture
def client(member, client_of):
    return client_of(member)


def call(client, path="/api/v1/make/", key="one", body="{}"):
    return client.post(path, body, content_type="application/json", headers={"idempotency-key": key})


def effects(organization_id):
    with tenant(organization_id):
        return RawInbound.objects.filter(source="effect").count()


def test_the_second_call_gets_the_first_answer(client, member):
    first, second = call(client), call(client)

    assert (second.status_code, second.content, second.headers["Content-Type"]) == (
        first.status_code,
        first.content,
        first.headers["Content-Type"],
    )
    assert second.headers["Idempotent-Replayed"] == "true"
    assert effects(member.organization_id) == 1


def test_an_address_no_database_would_keep_is_an_unknown_one(client):
    response = call(client, path="/api/v1/\0/")

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_a_body_without_an_end_is_refused_unread(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = call(client, body='{"name": "%s"}' % ("a" * 1000))

    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_another_key_is_another_call(client, member):
    call(client, key="one")
    call(client, key="two")

    assert effects(member.organization_id) == 2


def test_the_same_key_with_another_body_is_refused(client, member):
    call(client)

    other = call(client, body='{"a": 1}')

    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert effects(member.organization_id) == 1


def test_a_refused_call_did_nothing_and_may_be_sent_again_with_a_better_body(client, member):
    refused = call(client, "/api/v1/refuse/input/", body='{"name": "too long"}')
    better = call(client, "/api/v1/refuse/conflict/", body="{}")

    assert (refused.status_code, better.status_code) == (400, 409)
    with tenant(member.organization_id):
        assert not IdempotentCall.objects.exists()


def test_a_key_of_another_person_is_another_key(client, client_of, organization):
    colleague = client_of(MembershipFactory(organization=organization))

    assert call(client).content != call(colleague).content


def test_a_key_is_forgotten_after_a_day(client, member):
    call(client)
    with tenant(member.organization_id):
        IdempotentCall.objects.update(at=timezone.now() - timedelta(hours=24, seconds=1))
    call(client)

    assert effects(member.organization_id) == 2


def test_f15_a_key_is_remembered_for_a_whole_day(client, member):
    call(client)
    with tenant(member.organization_id):
        IdempotentCall.objects.update(at=timezone.now() - timedelta(hours=23, minutes=59))

    assert call(client).headers["Idempotent-Replayed"] == "true"
    assert effects(member.organization_id) == 1


def test_f15_the_same_key_at_another_address_is_another_call(client, member):
    call(client)

    elsewhere = call(client, path="/api/v1/refuse/conflict/")

    assert elsewhere.status_code == 409
    assert effects(member.organization_id) == 1


def test_f15_a_key_of_another_organization_is_another_key(client, client_of, other_organization, member):
    stranger = MembershipFactory(organization=other_organization)

    assert "Idempotent-Replayed" not in call(client_of(stranger)).headers
    assert "Idempotent-Replayed" not in call(client).headers
    assert (effects(member.organization_id), effects(other_organization.pk)) == (1, 1)


def test_a_call_without_a_key_or_that_only_reads_keeps_nothing(client, member):
    client.post("/api/v1/make/", "{}", content_type="application/json")
    client.get("/api/v1/make/", headers={"idempotency-key": "one"})

    with tenant(member.organization_id):
        assert not IdempotentCall.objects.exists()


def test_a_key_longer_than_any_honest_one_is_refused(client):
    assert call(client, key="k" * 201).status_code == 400


@pytest.mark.django_db(transaction=True)
def test_f15_fifty_at_once_are_one_effect_and_one_answer(client_of):
    member = MembershipFactory(organization=OrganizationFactory(host="northwind.testserver"))
    clients = [client_of(member) for _ in range(50)]
    barrier = Barrier(50)

    def send(client):
        barrier.wait()
        try:
            answer = call(client)
            while answer.status_code == 409:  # still running, as it says: asked again
                answer = call(client)
            return answer.status_code, answer.content
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        answers = set(pool.map(send, clients))

    assert len(answers) == 1
    assert answers.pop()[0] == 201
    assert effects(member.organization_id) == 1
