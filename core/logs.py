"""Logs: one JSON object a line, and no secret in any of them."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

HIDDEN = "***"
SECRET_NAME = re.compile(
    r"(?i)passw|secret|token|cookie|authorization|csrf|session_?key|recovery|(^|(?<!status)_)code$"
)
# addresses that open something for whoever has them
SECRET_PATH = re.compile(r"(?P<before>/(?:invitation|password/reset|s|f|i)/)(?!(?:sent|done)/)[^/\s\"'?]{8,}")
SECRET_VALUE = re.compile(
    r"(?i)(?P<before>[\w-]*(?:password\d?|secret|token|cookie|csrfmiddlewaretoken|authorization|session)[\w-]*"
    r"[\"']?\s*[=:]\s*[\"']?)(?P<value>[^\s\"'&,;}]+)"
)


def hide_secrets(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor: masks values under telling names, and secrets inside of texts."""
    for name, value in line.items():
        line[name] = HIDDEN if SECRET_NAME.search(name) and name != "event" else _masked(value)
    return line


def _masked(value: Any) -> Any:
    match value:
        case str():
            return SECRET_VALUE.sub(rf"\g<before>{HIDDEN}", SECRET_PATH.sub(rf"\g<before>{HIDDEN}", value))
        case dict():
            return {k: HIDDEN if SECRET_NAME.search(str(k)) else _masked(v) for k, v in value.items()}
        case list() | tuple():
            return [_masked(item) for item in value]
        case int() | float() | bool() | None:
            return value
    return _masked(repr(value))


def formatter() -> structlog.stdlib.ProcessorFormatter:
    """For the standard library's handlers: everything any package logs goes through here."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ExtraAdder(),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            hide_secrets,
            structlog.processors.JSONRenderer(default=repr),
        ],
    )


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
    },
}
