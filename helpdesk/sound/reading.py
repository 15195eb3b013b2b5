"""Bytes of a sound file to levels. Runs in `core.raw.child`: imports nothing of the application.

Read block by block, so that an hour needs no more memory than a minute.
"""

import io
import struct
from typing import Any

import numpy as np
import soundfile  # type: ignore[import-untyped]  # ships no types

FRAME_SECONDS = 0.02
BLOCK_FRAMES = 50  # a second: what a broken file loses with the block that breaks
FAINTEST_DB = -120.0
LONGEST_SECONDS = 6 * 3600
MOST_LANES = 2
BROWSERS_PLAY = {("WAV", "PCM_16"), ("WAV", "PCM_U8"), ("MP3", "MPEG_LAYER_III"), ("OGG", "VORBIS"), ("OGG", "OPUS")}
BROWSERS_PLAY |= {("FLAC", "PCM_16"), ("FLAC", "PCM_24")}
MIME = {"WAV": "audio/wav", "WAVEX": "audio/wav", "MP3": "audio/mpeg", "OGG": "audio/ogg", "FLAC": "audio/flac"}


def kind_of(content: bytes) -> str:
    """The media type by what the bytes are, never by a name; empty if they are no sound we read."""
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    if content[:4] == b"OggS":
        return "audio/ogg"
    if content[:4] == b"fLaC":
        return "audio/flac"
    if content[:3] == b"ID3" or (len(content) > 1 and content[0] == 0xFF and content[1] & 0xE0 == 0xE0):  # noqa: PLR2004 — MPEG sync
        return "audio/mpeg"
    return ""


def read(content: bytes) -> dict[str, Any]:  # noqa: PLR0911 — one line per fault
    """`{"error": why}`, or the levels (decibel) and peaks (0–1) of each lane per 20 ms, and what the file is."""
    if not content:
        return {"error": "empty"}
    if not kind_of(content):
        return {"error": "not_sound"}
    try:
        sound = soundfile.SoundFile(io.BytesIO(content))
    except (soundfile.LibsndfileError, RuntimeError):
        return {"error": "unreadable"}
    with sound:
        if sound.channels > MOST_LANES:
            return {"error": "too_many_lanes"}
        if not sound.samplerate or sound.frames > LONGEST_SECONDS * sound.samplerate:
            return {"error": "too_long"}
        levels, peaks, samples, is_whole = _measured(sound)
        if not samples:
            return {"error": "no_sound"}
        return {
            "content_type": MIME[sound.format],
            "sample_rate": sound.samplerate,
            "channels": sound.channels,
            "seconds": samples / sound.samplerate,
            "frame_seconds": int(sound.samplerate * FRAME_SECONDS) / sound.samplerate,
            "levels": np.round(levels * 100).astype("<i2").tobytes(),
            "peaks": np.round(peaks * 255).astype(np.uint8).tobytes(),
            "incomplete": not is_whole or _promised_more(content),
            "browsers_play": (sound.format, sound.subtype) in BROWSERS_PLAY,
        }


def as_pcm(content: bytes) -> bytes:
    """The same sound as 16-bit WAV, which every browser plays."""
    written = io.BytesIO()
    with soundfile.SoundFile(io.BytesIO(content)) as sound:
        out = soundfile.SoundFile(
            written, "w", samplerate=sound.samplerate, channels=sound.channels, format="WAV", subtype="PCM_16"
        )
        with out:
            for block in sound.blocks(blocksize=sound.samplerate * 60, dtype="int16", always_2d=True):
                out.write(block)
    return written.getvalue()


def _measured(sound: Any) -> tuple[Any, Any, int, bool]:
    """Levels and peaks, lane by lane, as (lanes, frames); how many samples; whether all could be decoded."""
    frame = max(1, int(sound.samplerate * FRAME_SECONDS))
    levels, peaks, samples, is_whole = [], [], 0, True
    blocks = sound.blocks(blocksize=frame * BLOCK_FRAMES, dtype="float32", always_2d=True)
    while True:
        try:
            block = next(blocks, None)
        except (soundfile.LibsndfileError, RuntimeError):
            is_whole = False
            break
        if block is None or not len(block):
            break
        samples += len(block)
        padded = np.zeros((-(-len(block) // frame) * frame, block.shape[1]), dtype="float32")
        padded[: len(block)] = block
        frames = padded.reshape(-1, frame, block.shape[1])
        power = np.mean(np.square(frames), axis=1)
        levels.append(np.maximum(10 * np.log10(power + 1e-12), FAINTEST_DB))
        peaks.append(np.minimum(np.max(np.abs(frames), axis=1), 1.0))
    if not levels:
        nothing = np.zeros((sound.channels, 0))
        return nothing, nothing, 0, is_whole
    announced = sound.format == "FLAC" and samples < sound.frames
    return np.concatenate(levels).T, np.concatenate(peaks).T, samples, is_whole and not announced


def _promised_more(content: bytes) -> bool:
    """A WAV header that announces more bytes than the file has."""
    if content[:4] != b"RIFF":
        return False
    at = 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        if name == b"data":
            return bool(size not in {0, 0xFFFFFFFF} and at + 8 + size > len(content))
        at += 8 + size + size % 2
    return False
