"""Closed lists of telephony."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CallDirection(TextChoices):
    IN = "in", _("Incoming")
    OUT = "out", _("Outgoing")


class Lane(TextChoices):
    """Whose voice one lane of a recording carries; mono cannot tell."""

    AGENT = "agent", _("Agent")
    CUSTOMER = "customer", _("Customer")
    MONO = "mono", _("Both in one")


class CallState(TextChoices):
    WAITING = "waiting", _("Waiting")
    TALKING = "talking", _("Talking")
    OVER = "over", _("Over")


class CallOutcome(TextChoices):
    """Every finished call has exactly one. Source: metrics.md `call_outcome`."""

    CLOSED = "closed", _("Outside opening hours")
    ANSWERED = "answered", _("Answered")
    ABANDONED_IVR = "abandoned_ivr", _("Hung up in the menu")
    SHORT_ABANDON = "short_abandon", _("Hung up at once")
    ABANDONED = "abandoned", _("Hung up while waiting")
    FLOW_OUT = "flow_out", _("Sent elsewhere")
    VOICEMAIL = "voicemail", _("Voicemail")
    CALLBACK_REQUESTED = "callback_requested", _("Call-back requested")
    NO_ANSWER = "no_answer", _("No answer")  # outgoing only, as is busy
    BUSY = "busy", _("Busy")
    FAILED = "failed", _("Failed")


class VisitResult(TextChoices):
    WAITING = "waiting", _("Waiting")
    ANSWERED = "answered", _("Answered")
    ABANDONED = "abandoned", _("Hung up")
    TIMEOUT = "timeout", _("Waited too long, sent on")
    EXIT_EMPTY = "exit_empty", _("Nobody signed in, sent on")
    EXIT_KEY = "exit_key", _("Left by a key")
    VOICEMAIL = "voicemail", _("Voicemail")
    CALLBACK_REQUESTED = "callback_requested", _("Call-back requested")
    UNKNOWN = "unknown", _("Not known")


FLOW_OUTS = frozenset({VisitResult.TIMEOUT, VisitResult.EXIT_EMPTY, VisitResult.EXIT_KEY})


class LegResult(TextChoices):
    RINGING = "ringing", _("Ringing")
    TALKING = "talking", _("Talking")
    COMPLETED = "completed", _("Completed")
    BLIND = "blind", _("Handed on blind")
    ATTENDED = "attended", _("Handed on after asking")
    NO_ANSWER = "no_answer", _("Rang out")
    DECLINED = "declined", _("Declined")
    CANCELLED = "cancelled", _("Stopped ringing")  # the caller left, or a colleague was faster
    UNKNOWN = "unknown", _("Not known")


class TransferKind(TextChoices):
    BLIND = "blind", _("Blind")
    ATTENDED = "attended", _("After asking")


class EndedBy(TextChoices):
    AGENT = "agent", _("Agent")
    CUSTOMER = "customer", _("Customer")


class RecordingState(TextChoices):
    WAITING = "waiting", _("Being prepared")
    READY = "ready", _("Ready")
    INCOMPLETE = "incomplete", _("Ready, but the file was cut short")
    FAILED = "failed", _("Cannot be played")


class StretchKind(TextChoices):
    SIGNED_IN = "signed_in", _("At the telephones")
    PAUSED = "paused", _("Paused")


class RecordingFault(TextChoices):
    """Why a recording is incomplete or cannot be played; the values are those of `sound.reading`."""

    EMPTY = "empty", _("The file is empty.")
    NOT_SOUND = "not_sound", _("The file is no sound that can be read.")
    UNREADABLE = "unreadable", _("The file is broken at its beginning.")
    NO_SOUND = "no_sound", _("The file holds no sound.")
    TOO_MANY_LANES = "too_many_lanes", _("The file has more than two channels.")
    TOO_LONG = "too_long", _("The recording is longer than six hours.")
    CUT_SHORT = "cut_short", _("The file ends before the sound does.")


class Suspicion(TextChoices):
    """What cannot be true about a call; it is kept and listed. The value is how sources and facts name it."""

    TALK_LONGER = "talk longer than call", _("Talk is longer than the call")
    OTHER_CALL = "its agent had another call meanwhile", _("Its agent had another call meanwhile")
    NO_END = "its end was never logged", _("Its end was never logged")
    NOT_LEFT = "entered a queue without leaving the last one", _("Entered a queue without leaving the last one")
    NOT_ENTERED = "left a queue without having entered it", _("Left a queue without having entered it")
    NOT_BEGUN = "ended without having begun", _("Ended without having begun")
    WRAP_UP_ALONE = "wrap-up without a call", _("Wrap-up without a call")
