"""Closed lists of quality work."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ScoringMode(TextChoices):
    SECTION_NORMALISED = "section_normalised", _("Each section by its weight")
    POINTS_WEIGHTED = "points_weighted", _("Each point by the weight of its section")


class NotApplicablePolicy(TextChoices):
    EXCLUDE = "exclude", _("Left out, the rest counts more")
    COUNT_FULL = "count_full", _("Counts as full marks")
    COUNT_ZERO = "count_zero", _("Counts as nothing")
    FAIL_FORM = "fail_form", _("Fails the whole review")


class AutoFailPolicy(TextChoices):
    ZERO = "zero", _("The score becomes 0")
    KEEP = "keep", _("The score is kept, the review fails")


class CriticalScope(TextChoices):
    """How far a missed critical criterion reaches."""

    NONE = "none", _("Not critical")
    SECTION = "section", _("Takes its section to 0")
    FORM = "form", _("Fails the review")


class ScaleKind(TextChoices):
    YES_NO = "yes_no", _("Yes or no")
    POINTS = "points", _("1 to 5")


class SubjectKind(TextChoices):
    TICKET = "ticket", _("Conversation")
    CALL = "call", _("Call")


class Outcome(TextChoices):
    PROVISIONAL = "provisional", _("Not finished")
    PASS = "pass", _("Passed")
    FAIL = "fail", _("Not passed")
    NOT_SCORABLE = "not_scorable", _("Nothing to score")


class ReviewState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")


class Selection(TextChoices):
    """Why this piece of work was reviewed; only random ones make the quality score of an agent."""

    RANDOM = "random", _("Random sample")
    CHOSEN = "chosen", _("Chosen by hand")


class RootCause(TextChoices):
    """Why a mark is low: the list a reviewer picks from."""

    KNOWLEDGE = "knowledge", _("Did not know")
    ATTENTION = "attention", _("Knew, but missed it")
    ATTITUDE = "attitude", _("Tone or attitude")
    PROCESS = "process", _("The process or rule is in the way")
    TOOL = "tool", _("The tool or system is in the way")
    CUSTOMER = "customer", _("Caused by the customer")
    OTHER = "other", _("Something else")
