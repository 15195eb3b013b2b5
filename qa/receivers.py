from accounts.events import OrganizationCreated
from accounts.models import Membership
from accounts.queries import own_organization
from core.events import receiver
from helpdesk.enums import AlertKind
from helpdesk.services.alerts import raise_alert
from qa.events import ReviewSubmitted
from qa.live.boards import ReviewBoard
from qa.models import Review
from qa.services.scorecards import create_default_scorecards


@receiver(ReviewSubmitted, queue="live")
def tell_agent_of_review(event: ReviewSubmitted) -> None:
    """Touching twice is one more look at the list."""
    agent = Membership.objects.get(pk=event.agent_id)
    ReviewBoard(agent.public_id).touch()


@receiver(ReviewSubmitted, queue="live")
def alert_agent_of_review(event: ReviewSubmitted) -> None:
    reviewer = Membership.objects.select_related("user").get(pk=event.reviewer_id)
    raise_alert(
        membership_id=event.agent_id,
        kind=AlertKind.REVIEWED,
        event=event,
        who=reviewer.user.name,
        review_id=Review.objects.values_list("public_id", flat=True).get(pk=event.subject_id),
    )


@receiver(OrganizationCreated)
def start_with_scorecards(event: OrganizationCreated) -> None:
    """In the organization's own language; where there are some already, none are added."""
    create_default_scorecards(language=own_organization().language, at=event.at)
