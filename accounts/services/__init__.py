from accounts.services.versions import StaleVersion, Versioned, refuse_stale

__all__ = ["StaleVersion", "Versioned", "refuse_stale"]
