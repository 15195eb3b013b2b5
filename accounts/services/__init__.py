from accounts.services.organizations import create_organization
from accounts.services.people import create_member
from accounts.services.versions import StaleVersion, Versioned, refuse_stale

__all__ = ["StaleVersion", "Versioned", "create_member", "create_organization", "refuse_stale"]
