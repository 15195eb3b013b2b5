"""Make the demo organizations, each in one piece: whole, or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone, translation

from config.demo.calls import play_calls
from config.demo.clock import arrivals
from config.demo.deliveries import TOLD, close_mails
from config.demo.organizations import ORGANIZATIONS, DemoOrganization
from config.demo.quality import play_reviews
from config.demo.stage import new_organization, play, set_stage
from config.demo.tickets import Case, life
from config.demo.today import set_todays_presence, todays_lives
from config.demo.writing import customers, matter
from core.middleware import organization_for_host
from core.services import telling_only
from core.tenancy import tenant
from helpdesk.models import Ticket
from reports.models import Rebuild
from reports.services.rebuilding import Progress, run_rebuild, start_rebuild

DAYS = 60
CUSTOMERS_PER_TICKET = 0.7


class Made(NamedTuple):
    organization_id: int
    tickets: int
    calls: int
    reviews: int


@contextmanager
def _whole_or_not_at_all() -> Iterator[None]:
    """One transaction without steps to go back to: a third of its statements would only mark them."""
    features = connection.features
    usual, features.uses_savepoints = features.uses_savepoints, False
    try:
        with transaction.atomic():
            yield
    finally:
        features.uses_savepoints = usual


def make_and_count(plan: DemoOrganization, told: Callable[[int], None]) -> Made:
    """The organization up to this moment, with its figures; `told` hears which of its days begins.

    Outside `tenant()`, in a process of its own.
    """
    made = make(plan, now=timezone.now(), told=told)
    count_figures(made.organization_id, clock=timezone.now)
    return made


def missing() -> list[DemoOrganization]:
    """Those of the demo organizations that are not there."""
    return [plan for plan in ORGANIZATIONS if organization_for_host(plan.host) is None]


@_whole_or_not_at_all()
def make(plan: DemoOrganization, *, now: datetime, told: Callable[[int], None] = lambda _: None) -> Made:
    """The organization with its past, ending at `now`. Call it outside `tenant()`."""
    _plan_for_growth()
    with telling_only(TOLD):
        organization = new_organization(plan, now=now - timedelta(days=DAYS + 1))
    with tenant(organization.pk), translation.override(plan.language), telling_only(TOLD):
        stage = set_stage(plan, organization, now=now, begins=now - timedelta(days=DAYS + 1))
        people = customers(stage.random, plan, int(plan.tickets * CUSTOMERS_PER_TICKET))
        lives = [
            life(Case(stage, matter(stage.random, plan, stage.random.choice(people))), at)
            for at in arrivals(stage.random, count=plan.tickets, end=now, days=DAYS, zone=stage.zone)
        ]
        play([*lives, *todays_lives(stage, people)], until=now, told=lambda at: told(DAYS - (now - at).days))
        calls = play_calls(stage, people, days=DAYS)
        reviews = play_reviews(stage)
        set_todays_presence(stage)
        close_mails()
        return Made(organization.pk, Ticket.objects.count(), calls, reviews)


def _plan_for_growth() -> None:
    """Plans of this transaction are made while its tables are all but empty, and kept while they fill."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")


def count_figures(
    organization_id: int,
    *,
    clock: Callable[[], datetime],
    told: Callable[[Progress], None] = lambda _: None,
    at_once: int = 1,
) -> None:
    """Count the past once, from the log; a count that was killed is gone on with. Outside `tenant()`."""
    with tenant(organization_id):
        begun = Rebuild.objects.filter(finished_at__isnull=True, cancel_asked_at__isnull=True)
        rebuild = begun.order_by("started_at").last() or start_rebuild(at=clock())
    run_rebuild(organization_id=organization_id, rebuild_id=rebuild.pk, clock=clock, told=told, at_once=at_once)
