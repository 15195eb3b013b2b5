"""python -m tests.chaos.work.produce ORGANIZATION JSON: record these jobs, each in a transaction of its own."""

import json
import os
import signal
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from core.raw.store import store_raw  # noqa: E402
from core.services import record  # noqa: E402
from core.tenancy import tenant  # noqa: E402
from tests.chaos.work.receivers import Numbered  # noqa: E402


def main() -> None:
    organization_id = int(sys.argv[1])
    asked = json.loads(sys.argv[2])
    first = asked.get("first", 1)
    kinds = {int(number): kind for number, kind in asked.get("kinds", {}).items()}
    for number in range(first, first + asked["count"]):
        with tenant(organization_id):
            if asked.get("raw"):
                content = b"burn" if kinds.get(number) == "burn" else str(number).encode()
                store_raw(source="chaos", external_key=str(number), content=content, at=timezone.now())
                continue
            record(
                Numbered(
                    subject_id=number,
                    version=1,
                    actor_id=None,
                    at=timezone.now(),
                    kind=kinds.get(number, "good"),
                    seconds=asked.get("seconds", 0),
                )
            )
    if asked.get("die"):  # after the commit, before anything else
        os.kill(os.getpid(), signal.SIGKILL)


main()
