from tests.attacks.examples.accounts import listed
from tests.attacks.examples.helpdesk import ticket
from tests.attacks.examples.registry import example
from tests.factories.calls import CallFactory, RecordingFactory


def call(place):
    return CallFactory(organization=place.organization, department=place.department, agent=place.owner)


def recorded(place):
    row = call(place)
    RecordingFactory(organization=place.organization, call=row)
    return row


example("calls_list", make=call, listed=listed)
example("calls_retrieve", make=call)
example("calls_peaks", make=recorded, seen_by="recording.play", own_rows=True)
example("calls_play", make=recorded, seen_by="call.view", own_rows=True)
example(
    "calls_link",
    make=call,
    seen_by="call.view",
    body=lambda row, place: {"ticket_id": str(ticket(place).public_id)},
)
