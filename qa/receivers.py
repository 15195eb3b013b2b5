from accounts.models import Membership
from core.events import receiver
from qa.events import ReviewSubmitted
from qa.live.boards import ReviewBoard


@receiver(ReviewSubmitted, queue="live")
def tell_agent_of_review(event: ReviewSubmitted) -> None:
    """Touching twice is one more look at the list."""
    agent = Membership.objects.get(pk=event.agent_id)
    ReviewBoard(agent.public_id).touch()
