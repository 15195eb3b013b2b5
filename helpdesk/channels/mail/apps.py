from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailChannelConfig(AppConfig):
    """Mail in and out of tickets. An app of its own, so that its tables have their own chain of migrations."""

    name = "helpdesk.channels.mail"
    label = "helpdesk_mail"
    verbose_name = _("Mail of tickets")

    def ready(self) -> None:
        from helpdesk.channels.mail import receivers  # noqa: F401, PLC0415 — app ready
