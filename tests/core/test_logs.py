import json
import logging

import pytest

from core.logs import formatter

TOKEN = "Eo3uqjCMJqW4wRErtHPxBMkSyode1h-y"


def written(message, *args, exc_info=None, **extra):
    """The line as it stands in the log."""
    record = logging.LogRecord("some.package", logging.WARNING, __file__, 1, message, args, exc_info)
    vars(record).update(extra)
    return formatter().format(record)


@pytest.mark.parametrize(
    "line",
    [
        ("Not Found: %s", f"/invitation/{TOKEN}/"),
        ("Not Found: %s", f"/password/reset/2n-{TOKEN}/"),
        ("Gone: %s", f"/s/{TOKEN}"),
        ("Forbidden: %s", f"/f/{TOKEN}/"),
        ("Bad Gateway: %s", f"/i/{TOKEN}/"),
        (f"Cookie: session={TOKEN}; language=cs",),
        (f"POST login=eva&password={TOKEN}",),
        ("body %r", {"password1": TOKEN}),
        (f"Authorization: {TOKEN}",),
    ],
)
def test_a55_a_secret_in_a_message_is_masked(line):
    assert TOKEN not in written(*line)


@pytest.mark.parametrize("name", ["password", "new_password", "token", "csrf_token", "session_key", "Cookie", "code"])
def test_a55_a_secret_under_a_telling_name_is_masked(name):
    assert TOKEN not in written("something", **{name: TOKEN})


def test_a55_a_secret_in_a_traceback_is_masked():
    with pytest.raises(ValueError, match="cannot") as caught:
        int(f"cannot use password={TOKEN}")
    line = written("unexpected", exc_info=caught._excinfo)

    assert TOKEN not in line
    assert "ValueError" in line


def test_what_is_no_secret_stays_readable():
    line = json.loads(written("Not Found: %s", "/password/reset/sent/", reference="ab12", count=3, status_code=404))

    assert line["event"] == "Not Found: /password/reset/sent/"
    assert (line["reference"], line["count"], line["status_code"]) == ("ab12", 3, 404)
    assert (line["level"], line["logger"]) == ("warning", "some.package")
