"""The inside of `limited_child`: limits first, then the parser. Imports nothing of ours but the parser."""

import json
import resource
import sys
from base64 import b64encode
from importlib import import_module
from typing import Any


def _limit(cpu_seconds: int, memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"$bytes": b64encode(value).decode()}
    raise TypeError(f"a parser may answer with JSON values and bytes, not {type(value).__name__}")


def main() -> None:
    asked = json.loads(sys.argv[1])
    _limit(asked["cpu"], asked["memory"])
    module, _, name = asked["target"].partition(":")
    function = getattr(import_module(module), name)
    content = sys.stdin.buffer.read()
    answer = json.dumps(function(content, **asked["arguments"]), default=_plain, ensure_ascii=True)
    sys.stdout.buffer.write(answer.encode())


if __name__ == "__main__":
    main()
