"""The worked examples of metrics.md: `tests/data/metrics-cases.json`, and how a figure is held against them."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).parent.parent / "data" / "metrics-cases.json"
COEFFICIENTS = {"krippendorff", "kappa", "ac1", "p_chart"}


class Case(NamedTuple):
    id: str
    metric: str
    given: dict[str, Any]
    expect: dict[str, Any]


CASES = {
    case["id"]: Case(case["id"], case["metric"], case["given"], case["expect"])
    for case in json.loads(FILE.read_text(), parse_float=Decimal)
}


def differences(expected: Any, computed: Any, path: str = "") -> list[str]:
    """Where the computed figure leaves the example; keys the example does not name are not compared.

    Numbers are rounded half-up to as many places as the example shows, at least two.
    """
    if isinstance(expected, dict):
        if not isinstance(computed, dict):
            return [f"{path}: {computed!r} is no object"]
        return [
            found
            for key, value in expected.items()
            for found in (
                differences(value, computed[key], f"{path}/{key}") if key in computed else [f"{path}/{key}: missing"]
            )
        ]
    if isinstance(expected, list):
        if not isinstance(computed, list | tuple) or len(computed) != len(expected):
            return [f"{path}: {computed!r} is not {expected!r}"]
        pairs = zip(expected, computed, strict=True)
        return [d for at, (e, c) in enumerate(pairs) for d in differences(e, c, f"{path}/{at}")]
    if isinstance(expected, bool) or not isinstance(expected, int | Decimal):
        return [] if computed == expected and type(computed) is type(expected) else [f"{path}: {computed!r}"]
    if computed is None or isinstance(computed, str | bool):
        return [f"{path}: {computed!r} is not {expected}"]
    places = max(2, -Decimal(expected).as_tuple().exponent)  # type: ignore[operator]
    rounded = Decimal(computed).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return [] if rounded == expected else [f"{path}: {rounded} is not {expected}"]
