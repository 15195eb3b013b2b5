import json
from datetime import datetime
from pathlib import Path

import pytest

from surveys.throttle import may_ask_again

CASES = json.loads((Path(__file__).parents[1] / "data" / "metrics-cases.json").read_text())


def case(name):
    return next(one for one in CASES if one["id"] == name)


@pytest.mark.parametrize("number", range(3), ids=["FBT-1 29 d 23 h", "FBT-1 30 d", "FBT-1 never"])
def test_a_person_is_asked_again_from_exactly_the_thirtieth_day(number):
    given, expected = case("FBT-1")["given"], case("FBT-1")["expect"]["results"]
    request = given["requests"][number]
    last = request["last_asked_at"]

    asked = may_ask_again(
        at=datetime.fromisoformat(request["at"]),
        last_asked_at=datetime.fromisoformat(last) if last else None,
        throttle_days=given["throttle_days"],
    )

    assert ("asked" if asked else "throttled") == expected[number]
