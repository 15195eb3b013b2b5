from datetime import timedelta
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Invitation
from accounts.services.invitations import token_hash
from accounts.services.sign_in import record_sign_in
from core.tenancy import tenant
from tests.attacks.examples.registry import example
from tests.factories.accounts import MembershipFactory


def colleague(place):
    return MembershipFactory(organization=place.organization, role=Role.AGENT)


def gone(place):
    return MembershipFactory(organization=place.organization, role=Role.AGENT, ended_at=timezone.now())


def invited(place):
    with tenant(place.organization.pk):
        long_ago = timezone.now() - timedelta(hours=1)
        return Invitation.objects.create(
            email=f"{uuid4()}@example.test",
            name="Eva",
            role=Role.AGENT,
            language="en",
            invited_by=place.colleague,
            token_hash=token_hash(str(uuid4())),
            created_at=long_ago,
            sent_at=long_ago,
            expires_at=long_ago + timedelta(days=7),
        )


def guarded(place):
    """A colleague with a second step."""
    row = colleague(place)
    with tenant(place.organization.pk):
        Authenticator.objects.create(user=row.user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return row


def version(row, place):
    return {"version": row.version}


def nothing(row, place):
    return {}


def listed(row, shown):
    return shown["id"] == str(row.public_id)


def done_by(row, shown):
    return shown["actor"] == {"id": str(row.public_id), "name": row.user.name}


def signed_in(place):
    """A line of the trail about somebody of this organization."""
    with tenant(place.organization.pk):
        record_sign_in(user=place.colleague.user, with_second_factor=False, agent="", at=timezone.now())
    return place.colleague


EVERYBODYS = {"departments": False}

example("me_retrieve")
example("me_update", body=lambda row, place: {"version": 1, "density": "compact"})
example("organization_retrieve")
example("organization_update", body=lambda row, place: {"version": 1, "undo_send_seconds": 20})
example("people_list", make=colleague, listed=listed, **EVERYBODYS)
example("people_retrieve", make=colleague, **EVERYBODYS)
example("people_update", make=colleague, body=lambda row, place: {"version": 1, "role": "viewer"}, **EVERYBODYS)
example("people_end", make=colleague, body=version, **EVERYBODYS)
example("people_remove_second_factor", make=guarded, body=nothing, **EVERYBODYS)
example("people_restore", make=gone, body=nothing, **EVERYBODYS)
example("invitations_list", make=invited, listed=listed, **EVERYBODYS)
example("invitations_revoke", make=invited, body=nothing, **EVERYBODYS)
example("invitations_resend", make=invited, body=nothing, **EVERYBODYS)
example(
    "invitations_create", body=lambda row, place: {"email": "new@example.test", "name": "N", "role": "agent"}, ok=201
)
example("audit_list", make=signed_in, listed=done_by, **EVERYBODYS)
example("audit_kinds")
