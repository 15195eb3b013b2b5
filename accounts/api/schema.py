"""The OpenAPI document: every operation says its action, and how it can fail."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from accounts.api.viewsets import MemberViewSet
from accounts.permissions import PERMISSIONS

PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457). `code` never changes; `detail` is for the person.",
    "required": ["type", "status", "code", "detail", "params", "errors"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "params": {"type": "object", "additionalProperties": True},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "detail"],
                "properties": {
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
FAILURES = {
    "400": "A field or parameter is wrong, or not known here.",
    "401": "Nobody is signed in.",
    "403": "The role of the signed-in person does not reach this.",
    "404": "There is no such thing, or it is out of sight.",
    "409": "Somebody was faster, or the thing is in another state now.",
    "422": "It cannot be done, and `detail` says why.",
}


class UndeclaredAction(RuntimeError):
    """An endpoint does not say which permission it needs; the document is not built."""


class MemberSchema(AutoSchema):
    """Writes the declared action into the operation, and refuses an operation without one."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is not None:  # None: left out of the document, as the document's own address is
            operation["x-action"] = declared_action(self.view)
        return operation


def declared_action(view: Any) -> str:
    """The action in the permission table that this endpoint asks for; raises UndeclaredAction."""
    where = f"{type(view).__name__}.{getattr(view, 'action', '?')}"
    if not isinstance(view, MemberViewSet):
        raise UndeclaredAction(f"{where} is no MemberViewSet")
    action = view.actions.get(view.action or "")
    if action not in PERMISSIONS:
        raise UndeclaredAction(f"{where} declares {action!r}, which is not in accounts/permissions.py")
    return action


def add_problems(result: dict[str, Any], **_others: Any) -> dict[str, Any]:
    """Every operation's failures, for the document as a whole."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            for status in _possible(path, method):
                operation["responses"].setdefault(
                    status,
                    {
                        "description": FAILURES[status],
                        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                    },
                )
    return result


def _possible(path: str, method: str) -> list[str]:
    writes = method != "get"
    statuses = {"401": True, "403": True, "400": writes or "{" not in path, "404": "{" in path}
    statuses |= {"409": writes, "422": writes}
    return sorted(status for status, can_be in statuses.items() if can_be)
