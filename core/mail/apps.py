from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """Outgoing mail. An app of its own, so that its tables have their own chain of migrations."""

    name = "core.mail"
    label = "core_mail"
    verbose_name = _("Mail")

    def ready(self) -> None:
        from core.mail import housekeeping, receivers  # noqa: F401, PLC0415 — app ready
