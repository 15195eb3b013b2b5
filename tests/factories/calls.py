from datetime import timedelta
from typing import Any

import factory

from core.models import StoredFile
from core.tenancy import tenant
from helpdesk.call_enums import CallDirection, CallOutcome, CallState, LegResult, RecordingState
from helpdesk.models import Call, CallLeg, CallQueue, PhoneAgent, Recording
from tests.factories.base import TenantFactory, same_organization
from tests.factories.helpdesk import OPENED_AT


class CallQueueFactory(TenantFactory):
    class Meta:
        model = CallQueue

    provider = "asterisk"
    name = factory.Sequence(lambda n: f"queue{n}")
    department = same_organization("tests.factories.helpdesk.DepartmentFactory")


class PhoneAgentFactory(TenantFactory):
    class Meta:
        model = PhoneAgent

    provider = "asterisk"
    name = factory.Sequence(lambda n: f"PJSIP/{3000 + n}")


class CallFactory(TenantFactory):
    """An answered incoming call of five minutes; `agent` also gets its leg."""

    class Meta:
        model = Call
        skip_postgeneration_save = True

    provider = "asterisk"
    external_id = factory.Sequence(lambda n: f"17630000{n}.1")
    department = same_organization("tests.factories.helpdesk.DepartmentFactory")
    queue_name = "billing"
    direction = CallDirection.IN
    state = CallState.OVER
    caller_number = "+442079460100"
    started_at = OPENED_AT
    queued_at = factory.SelfAttribute("started_at")
    answered_at = factory.LazyAttribute(lambda call: call.started_at + timedelta(seconds=10))
    ended_at = factory.LazyAttribute(lambda call: call.started_at + timedelta(seconds=310))
    outcome = CallOutcome.ANSWERED
    customer_wait_seconds = 10
    connected_seconds = 300
    talk_seconds = 280
    hold_seconds = 20
    wrap_seconds = 30

    @factory.post_generation
    def leg(self: Call, create: bool, extracted: Any, **kwargs: Any) -> None:
        if self.agent_id is None:
            return
        with tenant(self.organization_id):
            CallLeg.objects.create(
                call=self,
                place=0,
                membership_id=self.agent_id,
                agent_name="PJSIP/2001",
                queue_name=self.queue_name,
                answered_at=self.answered_at,
                left_at=self.ended_at,
                connected_seconds=self.connected_seconds,
                talk_seconds=self.talk_seconds,
                hold_seconds=self.hold_seconds,
                wrap_seconds=self.wrap_seconds,
                result=LegResult.COMPLETED,
            )

    class Params:
        abandoned = factory.Trait(
            outcome=CallOutcome.ABANDONED,
            answered_at=None,
            connected_seconds=None,
            talk_seconds=None,
            hold_seconds=None,
            wrap_seconds=None,
            customer_wait_seconds=40,
            ended_at=factory.LazyAttribute(lambda call: call.started_at + timedelta(seconds=40)),
        )


class StoredFileFactory(TenantFactory):
    """A row alone; use `store_file` where the bytes matter."""

    class Meta:
        model = StoredFile

    path = factory.Sequence(lambda n: f"o0.files/00/{n}")
    name = "call.wav"
    content_type = "audio/wav"
    size = 4
    sha256 = "0" * 64
    stored_at = OPENED_AT


class RecordingFactory(TenantFactory):
    """Prepared and ready: two lanes, five minutes."""

    class Meta:
        model = Recording

    call = same_organization("tests.factories.calls.CallFactory")
    file = same_organization("tests.factories.calls.StoredFileFactory")
    state = RecordingState.READY
    attached_at = OPENED_AT
    duration_seconds = 300.0
    sample_rate = 8000
    lanes = factory.LazyFunction(lambda: ["agent", "customer"])
    peaks = bytes([0, 51, 255, 10, 20, 30])
    speech = factory.LazyFunction(lambda: {"agent": [[0, 100]], "customer": [[100, 250]]})
    silences = factory.LazyFunction(lambda: [[250, 300]])
    agent_talk_percent = 33.3
    customer_talk_percent = 50.0
    overtalk_percent = 0.0
    silence_percent = 16.7
    music_percent = 0.0
