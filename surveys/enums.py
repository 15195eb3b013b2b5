from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NotAsked(TextChoices):
    """Why a resolution sent no invitation; "" when it did (metrics.md §8.2)."""

    THROTTLED = "throttled", _("Asked a short time ago")
    OPTED_OUT = "opted_out", _("Wants no surveys")
    NO_ADDRESS = "no_address", _("No e-mail address")
    MACHINE = "machine", _("Automatic mail")
    SWITCHED_OFF = "switched_off", _("Surveys are off in this department")
    SPAM = "spam", _("Spam")
    TEST = "test", _("Test")
    INTERNAL = "internal", _("Internal")
    EXCLUDED = "excluded", _("Left out of all figures")
