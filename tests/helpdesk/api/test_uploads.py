"""Files attached in the composer, from the first byte to the message."""

from datetime import timedelta
from email import message_from_bytes, policy
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from core.files.receiving import ReceiveFirst
from core.files.store import open_file, store_file
from core.files.sweeping import sweep_file_rows, sweep_files
from core.mail.compose import compose
from core.mail.models import OutgoingMail
from core.mail.services import queue_mail
from core.models import StoredFile
from core.tenancy import tenant
from helpdesk.models import Attachment, Draft, Message, Upload
from helpdesk.services.uploads import MOST_FILES, FileIncomplete, keep_upload, sweep_uploads
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import DraftFactory, TicketFactory, UploadFactory

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 24
PDF = b"%PDF-1.7\n..."


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def ticket(agent, billing):
    return TicketFactory(organization=agent.organization, department=billing)


def send(client, content, *, name="bill.pdf", **headers):
    return client.post(
        "/api/v1/uploads/",
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", **headers},
    )


def reply(client, ticket, *upload_ids, text="Here it is.", to="reply"):
    body = {"text": text, "upload_ids": list(upload_ids)}
    if to == "reply":
        body["last_seen_message_id"] = None
    return client.post(f"/api/v1/tickets/{ticket.public_id}/{to}/", body, content_type="application/json")


def test_a_file_is_counted_hashed_typed_by_its_content_and_kept_under_a_random_name(client_of, agent):
    response = send(client_of(agent), PNG, name="Účtenka č. 7.pdf")

    assert response.status_code == 201
    with tenant(agent.organization_id):
        upload = Upload.objects.select_related("file").get()
        assert response.json() == {
            "id": str(upload.public_id),
            "name": "Účtenka č. 7.pdf",
            "content_type": "image/png",
            "size": len(PNG),
        }
        assert upload.membership_id == agent.pk
        with open_file(upload.file) as file:
            assert file.read() == PNG
        assert "tenka" not in upload.file.path
        assert len(upload.file.sha256) == 64


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"", "empty_file", "empty"),
        (b"x" * 2000, "file_too_large", "larger than"),
        (b"x" * 1025, "file_too_large", "smaller"),
    ],
    ids=["empty", "declared as too large", "one byte too large"],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(client_of, agent, settings, content, code, word):
    settings.UPLOAD_MAX_BYTES = 1024

    response = send(client_of(agent), content)

    assert (response.status_code, response.json()["code"]) == (422, code)
    assert word in response.json()["detail"]
    with tenant(agent.organization_id):
        assert (Upload.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_f25_a_body_that_ends_early_is_not_kept(rf, agent, inside):
    request = rf.post("/api/v1/uploads/", b"", content_type="application/octet-stream")
    request.META["CONTENT_LENGTH"] = "20"
    request._stream = BytesIO(b"half of it")

    with pytest.raises(FileIncomplete):
        ReceiveFirst(lambda one: kept(one.received, agent))(request)

    assert StoredFile.objects.count() == 0


def kept(received, member):
    content, size, declared, is_whole = received
    return keep_upload(
        actor=member, content=content, size=size, declared=declared, is_whole=is_whole, name="x", at=timezone.now()
    )


def test_a_key_of_idempotency_neither_breaks_an_upload_nor_joins_two(client_of, agent):
    client = client_of(agent)

    first, second = (send(client, PDF, **{"Idempotency-Key": "same"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["id"] != second.json()["id"]


@pytest.mark.parametrize(
    ("content_type", "without", "with_token"),
    [("application/octet-stream", 403, 201), ("multipart/form-data; boundary=x", 415, 415)],
)
def test_a54_a_browser_uploads_with_its_token_and_another_site_without_is_refused(
    agent, inside, content_type, without, with_token
):
    client = Client(headers={"host": inside.host}, enforce_csrf_checks=True)
    client.force_login(agent.user)
    client.cookies["csrftoken"] = "a" * 32
    upload = {"path": "/api/v1/uploads/", "data": PDF, "content_type": content_type}

    answers = [client.post(**upload), client.post(**upload, headers={"X-CSRFToken": "a" * 32})]

    assert [answer.status_code for answer in answers] == [without, with_token]


def test_a36_a_body_is_never_read_beyond_the_limit(rf, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    seen = []
    request = rf.post("/api/v1/uploads/", b"x" * 900, content_type="application/octet-stream")
    request.META["CONTENT_LENGTH"] = "900"
    request._stream = Endless()
    ReceiveFirst(lambda one: seen.append(one.received.size))(request)

    assert seen == [1001]
    assert request._stream.read_bytes <= 1001 + 64 * 1024


class Endless:
    read_bytes = 0

    def read(self, size=-1):
        self.read_bytes += size
        return b"x" * size


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "x.svg", "application/octet-stream"),
        (b"<!doctype html><script>alert(1)</script>", "x.html", "application/octet-stream"),
        (b"hello <script>alert(1)</script>", "x.txt", "application/octet-stream"),
        (b"<?xml version='1.0'?><a/>", "x.png", "application/octet-stream"),
        (b"<?php system('id');", "x.phtml", "application/octet-stream"),
        (b"GIF89a/*<script>alert(1)</script>*/", "x.gif.html", "image/gif"),
        (PDF, "invoice.pdf.exe", "application/pdf"),
        (b"PK\x03\x04rest", "x.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"PK\x03\x04rest", "x.svg", "application/zip"),
        ("žluť".encode(), "x.csv", "text/csv"),
    ],
)
def test_a33_nothing_that_runs_keeps_its_type_and_everything_is_served_as_a_download(
    client_of, agent, ticket, content, name, kind
):
    """A33: the content decides; the answer of the files host is a download in every case."""
    client = client_of(agent)
    upload = send(client, content, name=name).json()
    assert upload["content_type"] == kind
    reply(client, ticket, upload["id"], to="note")
    with tenant(agent.organization_id):
        attachment = Attachment.objects.get()
    link = client.get(f"/api/v1/attachments/{attachment.public_id}/").json()["url"]
    host, _, path = link.partition("://")[2].partition("/")

    response = client.get(f"/{path}", headers={"host": host})

    assert response.getvalue() == content
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("%2e%2e%2fx.txt", "x.txt"),
        ("/absolute.txt", "absolute.txt"),
        ("C:\\temp\\a.txt", "a.txt"),
        ("a\r\nX-Evil: 1.txt", "a  X-Evil: 1.txt"),
        ("", "file"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a34_a_name_never_reaches_the_file_system(client_of, agent, name, kept):
    header = name if name.startswith("%") else quote(name)
    response = client_of(agent).post(
        "/api/v1/uploads/",
        PDF,
        content_type="application/pdf",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{header}"},
    )

    assert response.json()["name"] == kept
    with tenant(agent.organization_id):
        path = StoredFile.objects.get().path
    assert path.startswith(f"o{agent.organization_id}.files/")
    assert ".." not in path
    assert "passwd" not in path


def test_a_reply_and_a_note_carry_files_in_the_order_asked_for(client_of, agent, ticket):
    client = client_of(agent)
    first, second = (send(client, PDF, name=name).json()["id"] for name in ("1.pdf", "2.pdf"))

    response = reply(client, ticket, second, first, text="")

    assert response.status_code == 200, response.content
    with tenant(agent.organization_id):
        message = Message.objects.get()
        assert [each.name for each in message.attachments.order_by("pk")] == ["2.pdf", "1.pdf"]
        assert Upload.objects.count() == 0
    assert response.json()["preview"] == "2.pdf, 1.pdf"


def test_a7_an_upload_is_attached_once_and_only_by_its_owner(
    client_of, agent, organization, other_organization, ticket, billing
):
    """A7: another's, one of another organization, one used before, the same one twice, one that never was."""
    colleague = MembershipFactory(organization=organization, role=Role.ADMIN)
    stranger = MembershipFactory(organization=other_organization, role=Role.ADMIN)
    client = client_of(agent)
    used, fresh = send(client, PDF).json()["id"], send(client, PDF).json()["id"]
    assert reply(client, ticket, used, to="note").status_code == 200
    theirs = [send(client_of(member), PDF).json()["id"] for member in (colleague, stranger)]
    never = "00000000-0000-4000-8000-000000000000"

    answers = [
        reply(client, ticket, *ids, to=to)
        for ids in ([theirs[0]], [theirs[1]], [used], [fresh, fresh], [never])
        for to in ("reply", "note")
    ]

    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    assert answers[0].json()["code"] == "upload_missing"
    with tenant(organization.pk):
        assert (Message.objects.count(), Upload.objects.count()) == (1, 2)


def test_a22_the_mail_carries_the_files_under_their_names_and_no_header_more(client_of, agent, ticket, inside):
    client = client_of(agent)
    upload = send(client, PDF, name="Účtenka\r\nBcc: victim@example.com.pdf").json()
    reply(client, ticket, upload["id"])

    deliver_all()

    mail = message_from_bytes(compose(OutgoingMail.objects.get()), policy=policy.default)
    (part,) = mail.iter_attachments()
    assert part.get_content() == PDF
    assert part.get_content_type() == "application/pdf"
    assert part.get_filename() == "Účtenka  Bcc: victim@example.com.pdf"
    assert b"filename*" in part.as_bytes()
    assert mail["Bcc"] is None


def test_a_note_with_a_file_sends_nothing(client_of, agent, ticket, inside):
    client = client_of(agent)
    reply(client, ticket, send(client, PDF).json()["id"], to="note")

    deliver_all()

    assert OutgoingMail.objects.count() == 0


def test_all_files_of_a_message_together_have_a_limit(client_of, agent, ticket, settings):
    settings.MESSAGE_MAX_BYTES = 2 * len(PDF)
    client = client_of(agent)
    ids = [send(client, PDF).json()["id"] for _ in range(3)]

    assert reply(client, ticket, *ids).json()["code"] == "message_too_large"
    assert reply(client, ticket, *ids[:2]).status_code == 200


def test_more_files_than_a_message_takes_are_refused(client_of, agent, ticket):
    uploads = UploadFactory.create_batch(MOST_FILES + 1, organization=agent.organization, membership=agent)

    response = reply(client_of(agent), ticket, *(str(one.public_id) for one in uploads))

    assert response.status_code == 400


def test_a_draft_keeps_its_files_and_says_which_are_left(client_of, agent, ticket):
    client = client_of(agent)
    path = f"/api/v1/tickets/{ticket.public_id}/draft/"
    kept, gone = send(client, PDF, name="a.pdf").json(), send(client, PNG, name="b.png").json()
    body = {"text": "", "upload_ids": [kept["id"], gone["id"]]}

    both = client.put(path, body, content_type="application/json").json()
    client.delete(f"/api/v1/uploads/{gone['id']}/")
    left = client.put(path, body, content_type="application/json").json()

    assert both["uploads"] == [kept, gone]
    assert left["uploads"] == client.get(path).json()["uploads"] == [kept]


def test_a7_a_draft_takes_nobody_elses_files(client_of, agent, organization, ticket):
    theirs = UploadFactory(organization=organization, membership=MembershipFactory(organization=organization))

    response = client_of(agent).put(
        f"/api/v1/tickets/{ticket.public_id}/draft/",
        {"text": "x", "upload_ids": [str(theirs.public_id)]},
        content_type="application/json",
    )

    assert response.json()["uploads"] == []


def test_sending_leaves_the_files_of_another_draft_alone(client_of, agent, ticket, billing):
    other = TicketFactory(organization=agent.organization, department=billing)
    draft = DraftFactory(organization=agent.organization, ticket=other, membership=agent)
    theirs = UploadFactory(organization=agent.organization, membership=agent, draft=draft)
    client = client_of(agent)

    reply(client, ticket, send(client, PDF).json()["id"])

    with tenant(agent.organization_id):
        assert list(Upload.objects.values_list("pk", "draft_id")) == [(theirs.pk, draft.pk)]


def test_an_upload_nobody_sent_is_swept_after_a_day_and_its_bytes_with_it(agent, ticket, inside):
    at = timezone.now()
    old, young = at - timedelta(hours=25), at - timedelta(hours=23)
    draft = Draft.objects.create(ticket=ticket, membership=agent, text="x", saved_at=old)
    swept, _fresh, _drafted = (
        UploadFactory(organization=inside, membership=agent, uploaded_at=when, draft=of)
        for when, of in ((old, None), (young, None), (old, draft))
    )

    sweep_uploads(at=at)

    assert Upload.objects.count() == 2
    assert not StoredFile.objects.filter(pk=swept.file_id).exists()


def test_a_stored_file_nothing_refers_to_is_forgotten_and_its_bytes_swept(agent, client_of, ticket, inside):
    lost, in_a_mail, recent = (store_file(content=b"abc", name=name, content_type="text/plain") for name in "xyz")
    uploaded = send(client_of(agent), PDF).json()
    at = timezone.now()
    queue_mail(
        to="a@example.com", subject="s", text="t", purpose="p", at=at, attachments=[(in_a_mail.pk, "y", "text/plain")]
    )
    StoredFile.objects.exclude(pk=recent.pk).update(stored_at=at - timedelta(hours=25))

    sweep_file_rows(at=at)
    sweep_files(at=at + timedelta(hours=25))

    storage = storages["default"]
    assert not StoredFile.objects.filter(pk=lost.pk).exists()
    assert not storage.exists(lost.path)
    assert StoredFile.objects.filter(pk__in=[in_a_mail.pk, recent.pk]).count() == 2
    assert Upload.objects.get(public_id=uploaded["id"]).file.pk
