"""One example of every operation of the API, for the attacks that try them all.

Each app's module fills `EXAMPLES`; an operation without one fails `test_a2_every_operation_has_an_example`.
"""

from importlib import import_module
from pathlib import Path

from tests.attacks.examples.registry import EXAMPLES, Example, Place, example

for module in sorted(Path(__file__).parent.glob("*.py")):
    if module.stem not in ("__init__", "registry"):
        import_module(f"{__name__}.{module.stem}")

__all__ = ["EXAMPLES", "Example", "Place", "example"]
