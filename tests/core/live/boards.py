"""Boards of the kit's own tests: no app is needed to watch something."""

from asyncio import CancelledError
from contextlib import suppress
from uuid import UUID, uuid5

from channels.testing import WebsocketCommunicator
from django.utils import timezone

from accounts.enums import Role
from config.asgi import application
from core.live.boards import Board, SnapshotBoard
from core.live.ticker import tick
from core.models import RawInbound
from core.tenancy import tenant

SUBJECT = UUID("00000000-0000-4000-8000-00000000abcd")


class Bell(Board):
    """Owners may hear it."""

    kind = "bell"

    def may_watch(self, membership):
        return membership.role == Role.OWNER


class Intake(SnapshotBoard):
    """How much came in; `mine` is a subject of its own for each role."""

    kind = "intake"

    @classmethod
    def resolve(cls, asked, membership):
        if asked == "mine":
            return cls(uuid5(SUBJECT, membership.role), {"roles": [membership.role]})
        return super().resolve(asked, membership)

    def may_watch(self, membership):
        return membership.role != Role.VIEWER

    def snapshot(self, *, at):
        return {"at": at, "count": RawInbound.objects.count(), "roles": self.params.get("roles", [])}


class Tab(WebsocketCommunicator):
    """The socket of one browser tab, patient enough for a busy machine."""

    async def receive_json_from(self, timeout=10):  # noqa: ASYNC109 — as it is called there
        return await super().receive_json_from(timeout=timeout)

    async def receive_output(self, timeout=10):  # noqa: ASYNC109
        return await super().receive_output(timeout=timeout)

    async def disconnect(self, code=1000, timeout=10):  # noqa: ASYNC109
        # A wait that ran out has cancelled the application. Raised again here it would end the whole clean-up of
        # the test, and what is left in the database would fail every test after it.
        with suppress(CancelledError):
            await super().disconnect(code=code, timeout=timeout)


def socket(member, client, *, origin=None, host=None):
    host = host or member.organization.host
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return Tab(
        application,
        "/live/",
        headers=[
            (b"host", host.encode()),
            (b"origin", (origin or f"http://{host}").encode()),
            (b"cookie", cookies.encode()),
        ],
    )


def ring_the_bell(organization_id):
    with tenant(organization_id):
        Bell(SUBJECT).touch()
    return tick(organization_id, at=timezone.now())
