import json
import re
import subprocess
import sys
from importlib.metadata import packages_distributions

from core.embedded.supervisor import ROOT

# What the processes of core/embedded/processes.py load, on a machine that has the locked packages and no others.
LOAD = """
import importlib, json, pkgutil, sys

class Absent:
    names = set(json.loads(sys.argv[1]))

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, Absent())
import django
django.setup()
AFTER_INSTALL = (".migrations", ".embedded.checks", ".embedded.compose", ".settings")
for root in ("config", "core", "accounts", "helpdesk", "qa", "surveys", "reports"):
    package = importlib.import_module(root)
    for module in pkgutil.walk_packages(package.__path__, root + "."):
        if not any(part in module.name for part in AFTER_INSTALL):
            importlib.import_module(module.name)
for name in ("kombu.transport.redis", "celery.bin.worker", "celery.bin.beat", "granian", "uvicorn.server"):
    importlib.import_module(name)
"""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_processes_load_with_nothing_but_the_locked_packages() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    locked = {normal(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    absent = [
        name for name, owners in packages_distributions().items() if not {normal(owner) for owner in owners} & locked
    ]

    argv = [sys.executable, "-c", LOAD, json.dumps(absent)]
    loaded = subprocess.run(argv, check=False, capture_output=True, text=True, cwd=ROOT)

    assert loaded.returncode == 0, loaded.stderr
