from accounts.models.invitation import Invitation
from accounts.models.membership import Membership
from accounts.models.organization import Organization
from accounts.models.session import BrowserSession
from accounts.models.user import User

__all__ = ["BrowserSession", "Invitation", "Membership", "Organization", "User"]
