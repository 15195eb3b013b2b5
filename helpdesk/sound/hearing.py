"""Who speaks when, by levels alone: no words, no voices. Source: metrics.md `talk_share`.

A lane speaks where it is clearly louder than its own noise and not merely an echo of the other lane.
Sound that stays on one level for seconds is music or a tone, never speech.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

type Span = tuple[float, float]

QUIETEST_SPEECH_DB = -50.0
ABOVE_NOISE_DB = 12.0
NOISIEST_FLOOR_DB = -45.0
ECHO_DB = 30.0  # this much fainter than the other lane is its echo
PAUSE_SECONDS = 0.5  # a shorter one belongs to the utterance
BLIP_SECONDS = 0.1
STEADY_DB = 4.0  # speech varies by 7 dB and more, music on hold by 2
STEADY_WINDOW_SECONDS = 1.0
STEADY_AT_LEAST_SECONDS = 2.5
DEAD_AIR_SECONDS = 10.0
SHOWN_SILENCE_SECONDS = 3.0


@dataclass(frozen=True)
class Heard:
    """Spans per lane in seconds, and what there is besides speech."""

    seconds: float
    speech: tuple[list[Span], ...]
    music: list[Span]

    @property
    def silences(self) -> list[Span]:
        """Neither speech nor music, lead-in and end included."""
        return complement(union([*self.speech, self.music]), self.seconds)

    @property
    def dead_air(self) -> list[Span]:
        return [span for span in self.silences if span[1] - span[0] >= DEAD_AIR_SECONDS]

    def percent(self, spans: Sequence[Span]) -> float | None:
        return 100 * total(spans) / self.seconds if self.seconds else None

    @property
    def overtalk(self) -> list[Span]:
        return both(*self.speech) if len(self.speech) == 2 else []  # noqa: PLR2004 — two sides


def hear(levels: Any, *, frame_seconds: float, seconds: float) -> Heard:
    """`levels` as (lanes, frames) in decibel."""
    active = [_active(levels, lane) for lane in range(len(levels))]
    steady = [
        _steady(lane_levels, is_active, frame_seconds) for lane_levels, is_active in zip(levels, active, strict=True)
    ]
    speech = tuple(
        _spans(is_active & ~is_steady, frame_seconds, seconds)
        for is_active, is_steady in zip(active, steady, strict=True)
    )
    return Heard(seconds, speech, union([_spans(lane, frame_seconds, seconds) for lane in steady]))


def union(lanes: Sequence[Sequence[Span]]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(span for lane in lanes for span in lane):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def complement(spans: Sequence[Span], seconds: float) -> list[Span]:
    edges = [(0.0, 0.0), *spans, (seconds, seconds)]
    return [(before, after) for (_, before), (after, _) in pairwise(edges) if after > before]


def both(mine: Sequence[Span], theirs: Sequence[Span]) -> list[Span]:
    overlaps = ((max(a, c), min(b, d)) for a, b in mine for c, d in theirs)
    return [(start, end) for start, end in overlaps if end > start]


def total(spans: Sequence[Span]) -> float:
    return sum(end - start for start, end in spans)


def _active(levels: Any, lane: int) -> Any:
    mine = levels[lane]
    floor = min(float(np.percentile(mine, 10)), NOISIEST_FLOOR_DB)
    loud = mine >= max(QUIETEST_SPEECH_DB, floor + ABOVE_NOISE_DB)
    for other in range(len(levels)):
        if other != lane:
            loud &= mine >= levels[other] - ECHO_DB
    return loud


def _steady(levels: Any, is_active: Any, frame_seconds: float) -> Any:
    """Frames of long stretches that never fall silent and hardly change."""
    window = round(STEADY_WINDOW_SECONDS / frame_seconds)
    found = np.zeros(len(levels), dtype=bool)
    if len(levels) < window:
        return found
    calm = sliding_window_view(levels, window).std(axis=1) < STEADY_DB
    sounding = sliding_window_view(is_active, window).all(axis=1)
    for start, end in _runs(calm & sounding):
        if (end - start + window) * frame_seconds >= STEADY_AT_LEAST_SECONDS:
            found[start : end + window - 1] = True
    return found


def _spans(frames: Any, frame_seconds: float, seconds: float) -> list[Span]:
    spans: list[Span] = []
    for first, past in _runs(frames):
        start, end = first * frame_seconds, min(past * frame_seconds, seconds)
        if spans and start - spans[-1][1] < PAUSE_SECONDS - frame_seconds / 2:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(round(start, 2), round(end, 2)) for start, end in spans if end - start >= BLIP_SECONDS]


def _runs(frames: Any) -> list[tuple[int, int]]:
    """[first, past the last) of every unbroken stretch of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], frames.astype(np.int8), [0]))))
    return [(int(first), int(past)) for first, past in zip(edges[::2], edges[1::2], strict=True)]
