"""Recordings whose every span is known: what is heard in them has to be what was put in."""

import json
from pathlib import Path

import numpy as np
import pytest

from helpdesk.sound.hearing import Heard, both, complement, hear, total, union
from helpdesk.sound.picture import MOST_POINTS, drawn
from helpdesk.sound.reading import as_pcm, kind_of, read

RECORDINGS = Path(__file__).parents[2] / "data/recordings"
STEREO = [
    *("billing-refund.wav", "card-payment.wav", "angry-cancellation.wav", "router-help.wav"),
    *("stereo.mp3", "opus.ogg", "alaw.wav", "wideband.flac"),
]


def truth(name: str) -> dict:
    return json.loads((RECORDINGS / name).with_suffix(".truth.json").read_text())


def heard(name: str) -> Heard:
    answer = read((RECORDINGS / name).read_bytes())
    levels = np.frombuffer(answer["levels"], dtype="<i2").reshape(answer["channels"], -1) / 100
    return hear(levels, frame_seconds=answer["frame_seconds"], seconds=answer["seconds"])


def same_spans(found, known, tolerance):
    assert len(found) == len(known), (found, known)
    for (start, end), (known_start, known_end) in zip(found, known, strict=True):
        assert abs(start - known_start) <= tolerance
        assert abs(end - known_end) <= tolerance


@pytest.mark.parametrize("name", STEREO)
def test_speech_music_and_silence_are_found_where_they_are(name):
    known = truth(name)

    found = heard(name)

    assert abs(found.seconds - known["duration_s"]) < known["tolerance_s"]
    same_spans(found.speech[0], known["speech"]["agent"], known["tolerance_s"])
    same_spans(found.speech[1], known["speech"]["customer"], known["tolerance_s"])
    same_spans(found.music, known["hold_music"], known["tolerance_s"])
    same_spans(found.overtalk, known["overtalk"], known["tolerance_s"])
    same_spans(found.silences, known["silence"], known["tolerance_s"])
    same_spans(found.dead_air, known["dead_air_10s"], known["tolerance_s"])


@pytest.mark.parametrize("name", STEREO)
def test_the_shares_are_those_of_the_recording(name):
    known = truth(name)

    found = heard(name)

    shares = {
        "agent_talk_pct": found.percent(found.speech[0]),
        "customer_talk_pct": found.percent(found.speech[1]),
        "overtalk_pct": found.percent(found.overtalk),
        "silence_pct": found.percent(found.silences),
        "hold_music_pct": found.percent(found.music),
    }
    assert shares == pytest.approx({key: known[key] for key in shares}, abs=1.0)


def test_one_mixed_lane_shows_when_somebody_speaks_and_not_who():
    known = truth("mono.wav")

    found = heard("mono.wav")

    long_ones = [span for span in found.silences if span[1] - span[0] >= 1]  # shorter: perhaps within an utterance
    assert len(found.speech) == 1
    same_spans(long_ones, known["dead_air_3s"], known["tolerance_s"])
    assert found.overtalk == []


@pytest.mark.parametrize(
    ("name", "error"), [("broken-header.wav", "unreadable"), ("empty.wav", "empty"), ("README.md", "not_sound")]
)
def test_what_is_no_sound_says_so(name, error):
    assert read((RECORDINGS / name).read_bytes()) == {"error": error}


def test_a_file_cut_short_is_read_as_far_as_it_goes_and_marked():
    answer = read((RECORDINGS / "cut-short.wav").read_bytes())

    assert answer["seconds"] == pytest.approx(6.0, abs=0.01)
    assert answer["incomplete"] is True


def test_a_flac_cut_short_is_marked_too():
    content = (RECORDINGS / "wideband.flac").read_bytes()

    answer = read(content[: len(content) // 2])

    assert answer["incomplete"] is True
    assert 5 < answer["seconds"] < 20


@pytest.mark.parametrize(("name", "plays"), [("alaw.wav", False), ("opus.ogg", True), ("mono.wav", True)])
def test_what_browsers_cannot_play_is_known(name, plays):
    assert read((RECORDINGS / name).read_bytes())["browsers_play"] is plays


def test_the_copy_for_browsers_sounds_the_same():
    content = (RECORDINGS / "alaw.wav").read_bytes()

    copy = as_pcm(content)

    assert read(copy)["browsers_play"] is True
    assert read(copy)["levels"] == read(content)["levels"]


def test_a_name_never_decides_what_a_file_is():
    assert kind_of(b"RIFF\0\0\0\0WAVEfmt ") == "audio/wav"
    assert kind_of(b"<svg onload=alert(1)>") == ""
    assert kind_of(b"") == ""


def test_an_hour_is_drawn_with_no_more_points_than_five_minutes():
    peaks = np.zeros((2, 180_000), dtype=np.uint8)
    peaks[1, 90_000] = 200

    picture = drawn(peaks, seconds=3600)

    assert picture.shape == (2, MOST_POINTS)
    assert picture[0].max() == 0
    assert picture[1].argmax() == MOST_POINTS // 2


def test_talk_shares_follow_the_metrics_case():
    """TLK-1"""
    case = Heard(100.0, ([(0, 30), (40, 60)], [(28, 40), (75, 95)]), [])

    assert [case.percent(lane) for lane in case.speech] == [50.0, 32.0]
    assert case.percent(case.overtalk) == 2.0
    assert case.percent(case.silences) == 20.0
    assert [end - start for start, end in case.dead_air] == [15]


def test_spans_add_up():
    assert union([[(0, 2), (1, 3)], [(5, 6)]]) == [(0, 3), (5, 6)]
    assert complement([(0, 3), (5, 6)], 8) == [(3, 5), (6, 8)]
    assert both([(0, 3)], [(2, 5)]) == [(2, 3)]
    assert total([(0, 3), (5, 6)]) == 4


@pytest.mark.parametrize(("fainter_db", "speaks"), [(35, False), (20, True)])
def test_a_loud_voice_faint_on_the_other_lane_is_its_echo(fainter_db, speaks):
    loud = np.tile([-10.0, -18.0, -30.0, -12.0], 50)  # four seconds that vary as speech does
    quiet = np.full(200, -70.0)
    agent = np.concatenate([quiet, loud, quiet])
    customer = np.concatenate([quiet, loud - fainter_db + 18, quiet]) - 18

    found = hear(np.array([agent, customer]), frame_seconds=0.02, seconds=12.0)

    assert found.speech[0] == [(4.0, 8.0)]
    assert bool(found.speech[1]) is speaks
