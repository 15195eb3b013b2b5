from pathlib import Path

import pytest

from core.embedded import compose


def test_the_containers_run_the_processes_of_every_day() -> None:
    assert compose.faults() == []


@pytest.mark.parametrize(
    ("written", "instead", "named"),
    [
        ("command: [python, manage.py, relay]", "command: [python, manage.py, rely]", "service relay"),
        ("restart: unless-stopped", "restarts: unless-stopped", "restarts"),
        ("./config/container/Caddyfile:", "./config/container/Caddy:", "not there"),
    ],
)
def test_a_wrong_file_is_named(
    written: str, instead: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (compose.ROOT / "docker-compose.yml").read_text()
    assert written in text
    (tmp_path / "docker-compose.yml").write_text(text.replace(written, instead))
    (tmp_path / "config").symlink_to(compose.ROOT / "config")
    (tmp_path / "core").symlink_to(compose.ROOT / "core")
    monkeypatch.setattr(compose, "ROOT", tmp_path)

    assert any(named in fault for fault in compose.faults())
