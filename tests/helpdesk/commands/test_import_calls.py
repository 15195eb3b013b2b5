from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.models import RawInbound, RawState
from core.tenancy import tenant
from helpdesk.models import Call, PhoneAgent, Recording
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import DepartmentFactory
from tests.helpdesk.channels.calls.test_importing import SHORT

RECORDINGS = Path(__file__).parents[2] / "data/recordings"


@pytest.fixture
def log(tmp_path, organization):
    DepartmentFactory(organization=organization, name="Support")
    path = tmp_path / "queue_log"
    path.write_bytes(SHORT)
    return path


def run(file: Path, **options) -> str:
    said = StringIO()
    call_command(
        "import_calls",
        str(file),
        organization="northwind.testserver",
        format="queue_log",
        stdout=said,
        stderr=StringIO(),
        **options,
    )
    return said.getvalue()


def test_it_imports_once_and_says_so_the_second_time(organization, log):
    first, second = run(log), run(log)

    assert "1 calls: 1 new, 0 changed." in first
    assert "Known by name alone (say who they are with --agents): PJSIP/2002" in first
    assert "Nothing new" in second
    with tenant(organization.pk):
        assert Call.objects.count() == 1
        assert [raw.state for raw in RawInbound.objects.all()] == [RawState.PARSED]


def test_mapping_files_say_who_is_who(organization, log, tmp_path):
    member = MembershipFactory(organization=organization)
    home = DepartmentFactory(organization=organization, name="Second line")
    agents, queues = tmp_path / "agents.csv", tmp_path / "queues.csv"
    agents.write_text(f"PJSIP/2002, {member.user.email}\n")
    queues.write_text("support, Second line\n")

    run(log, agents=agents, queues=queues)

    with tenant(organization.pk):
        assert PhoneAgent.objects.get().membership_id == member.pk
        assert Call.objects.get().department_id == home.pk


def test_it_follows_a_growing_file(organization, log):
    first, second, third = SHORT.splitlines(keepends=True)
    log.write_bytes(first + second + third[:20])

    said = run(log, follow=True, idle_seconds=0.1)

    assert "2 lines read" in said
    with tenant(organization.pk):
        assert Call.objects.get().state == "talking"
    log.write_bytes(SHORT)
    run(log, follow=True, idle_seconds=0.1)
    with tenant(organization.pk):
        assert Call.objects.get().state == "over"


def test_recordings_are_attached_by_the_id_of_their_call(organization, log, tmp_path):
    folder = tmp_path / "sound"
    folder.mkdir()
    (folder / "1761457541.117.wav").write_bytes((RECORDINGS / "cut-short.wav").read_bytes())
    (folder / "nobody.wav").write_bytes(b"x")

    said = run(log, recordings=folder)

    assert "1 recordings attached" in said
    assert "nobody.wav" in said
    with tenant(organization.pk):
        assert Recording.objects.get().call.external_id == "1761457541.117"


@pytest.mark.parametrize(
    ("content", "message"), [(b"\x89PNG\0", "not a queue log"), (b"", "not a queue log"), (b"a,b\n", "not a queue log")]
)
def test_wrong_bytes_are_a_clear_error(organization, log, content, message):
    log.write_bytes(content)

    with pytest.raises(CommandError, match=message):
        run(log)

    with tenant(organization.pk):
        assert RawInbound.objects.count() == 0


def test_a_missing_department_organization_or_file_is_a_clear_error(organization, log, tmp_path):
    log.write_bytes(SHORT.replace(b"support", b"sales"))
    with pytest.raises(CommandError, match="sales"):
        run(log)
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "nowhere")
    (tmp_path / "agents.csv").write_text("one,two,three\n")
    with pytest.raises(CommandError, match="two values"):
        run(log, agents=tmp_path / "agents.csv")
    with pytest.raises(CommandError, match="no organization"):
        call_command("import_calls", str(log), organization="nobody", format="queue_log")
