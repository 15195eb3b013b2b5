from accounts.events import OrganizationCreated
from accounts.models import Membership
from accounts.queries import own_organization
from core.events import receiver
from qa.events import ReviewSubmitted
from qa.live.boards import ReviewBoard
from qa.services.scorecards import create_default_scorecards


@receiver(ReviewSubmitted, queue="live")
def tell_agent_of_review(event: ReviewSubmitted) -> None:
    """Touching twice is one more look at the list."""
    agent = Membership.objects.get(pk=event.agent_id)
    ReviewBoard(agent.public_id).touch()


@receiver(OrganizationCreated)
def start_with_scorecards(event: OrganizationCreated) -> None:
    """In the organization's own language; where there are some already, none are added."""
    create_default_scorecards(language=own_organization().language, at=event.at)
