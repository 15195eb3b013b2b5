"""What a socket asks the database: who its member is, and what they may watch, now and later."""

from importlib import import_module
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import Membership
from accounts.sessions import open_keys
from core.live.boards import asked_board, board, data_of
from core.live.database import in_database
from core.live.sockets import Verdict, Watch
from core.live.versions import watched_topic
from core.middleware import organization_for_host
from core.tenancy import tenant


class Who(NamedTuple):
    """What a socket remembers of its member: enough to ask again for hundreds of them at once."""

    session_key: str
    membership_id: int
    password: str  # its hash at the start: a changed one signs out everywhere
    public_id: str = ""
    name: str = ""  # what colleagues see of who is here


def ask_rights(organization_id: int, watches: list[Watch]) -> dict[Watch, Verdict]:
    """Whether each of these may still be watched: two questions for all members, one for each of their topics."""
    meant: dict[tuple[int, str], str | None] = {}
    verdicts: dict[Watch, Verdict] = {}
    with tenant(organization_id):
        members = _still_members({watch.socket.member for watch in watches})
        for watch in watches:
            member = members.get(watch.socket.member)
            if member is None:
                verdicts[watch] = Verdict.GONE
                continue
            if (member.pk, watch.asked) not in meant:
                found = asked_board(watch.asked, member)
                meant[member.pk, watch.asked] = found.topic if found else None
            verdicts[watch] = _verdict(watch, meant[member.pk, watch.asked])
    return verdicts


def _still_members(people: set[Who]) -> dict[Who, Membership]:
    """Those whose membership, session and password are what they were."""
    wanted = {who.membership_id for who in people}
    members = Membership.objects.active().select_related("user").in_bulk(wanted)
    signed_in = open_keys({who.session_key for who in people}, at=timezone.now())
    return {
        who: members[who.membership_id]
        for who in people
        if who.session_key in signed_in
        and who.membership_id in members
        and members[who.membership_id].user.password == who.password
    }


def _verdict(watch: Watch, topic: str | None) -> Verdict:
    if topic is None:
        return Verdict.REFUSED
    return Verdict.ALLOWED if topic == watch.topic else Verdict.MOVED


@in_database
def arrive(host: str, session_key: str) -> tuple[int, Who] | None:
    organization_id = organization_for_host(host)
    if organization_id is None or not session_key:
        return None
    with tenant(organization_id):
        member = _member_of_session(session_key)
    if member is None:
        return None
    user = member.user
    return organization_id, Who(session_key, member.pk, user.password, str(member.public_id), user.name)


@in_database
def resolved(organization_id: int, who: Who, asked: str) -> tuple[str, dict[str, Any]] | None:
    with tenant(organization_id):
        member = _member_of_session(who.session_key)
        found = asked_board(asked, member) if member and member.pk == who.membership_id else None
        return (found.topic, found.params) if found else None


@in_database
def gathering(organization_id: int, topic: str) -> str | None:
    with tenant(organization_id):
        return board(topic).gathering()


@in_database
def state(organization_id: int, topic: str, params: dict[str, Any]) -> tuple[int, bytes]:
    with tenant(organization_id):
        version = watched_topic(topic, params).version
        return version, data_of(board(topic, params), at=timezone.now())


def _member_of_session(session_key: str) -> Membership | None:
    """The active member behind this cookie; call it inside `tenant()`."""
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    members = Membership.objects.active().select_related("user")
    member = members.filter(user_id=session.get(SESSION_KEY) or 0).first()
    if member is None:
        return None
    hash_of_cookie = session.get(HASH_SESSION_KEY, "")
    same = constant_time_compare(hash_of_cookie, member.user.get_session_auth_hash())
    return member if same else None
