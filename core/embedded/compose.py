"""Does `docker-compose.yml` say what it should, and start what we start every day?

There is no engine where this runs, so the file is held against the published schema (kept in `compose.schema.json`)
and its command lines against `processes.py`.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from core.embedded.processes import PRODUCTION
from core.embedded.supervisor import ROOT

HERE = Path(__file__).parent
PORTS = {"host": "0.0.0.0", "port": "8000", "var": "/data"}  # noqa: S104 — inside a container


def faults() -> list[str]:
    """What is wrong with the file, one sentence each; none is good."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return [*_against_schema(compose), *_against_processes(compose), *_missing_files(compose)]


def _against_schema(compose: Any) -> list[str]:
    schema = json.loads((HERE / "compose.schema.json").read_text())
    validator = jsonschema.Draft201909Validator(schema)
    return [f"docker-compose.yml, {error.json_path}: {error.message}" for error in validator.iter_errors(compose)]


def _against_processes(compose: Any) -> list[str]:
    services = compose["services"]
    wanted = {process.name: process.command(**PORTS) for process in PRODUCTION}
    return [
        f"docker-compose.yml, service {name}: runs {services.get(name, {}).get('command')}, not {command}"
        for name, command in wanted.items()
        if services.get(name, {}).get("command") != command
    ]


def _missing_files(compose: Any) -> list[str]:
    mounted = [
        volume.partition(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", ())
        if volume.startswith("./")
    ]
    built = [service["build"]["dockerfile"] for service in compose["services"].values() if "build" in service]
    return [
        f"docker-compose.yml names {path}, which is not there"
        for path in [*mounted, *built]
        if not (ROOT / path).exists()
    ]
