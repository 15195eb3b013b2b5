"""What is written to a socket, as text."""

from typing import Any

import orjson

from core.live.company import Person

GONE = 4404  # the close code, and the code of a refused topic: there is no such thing for you


def frame_text(asked: str, version: int, data: bytes) -> str:
    """A snapshot, or a hint if there is no data; the data is JSON already."""
    topic = orjson.dumps(asked).decode()
    if not data:
        return f'{{"type":"changed","topic":{topic},"version":{version}}}'
    return f'{{"type":"snapshot","topic":{topic},"version":{version},"data":{data.decode()}}}'


def here_text(asked: str, people: list[Person]) -> str:
    return orjson.dumps({"type": "here", "topic": asked, "people": people}).decode()


def message(**content: object) -> dict[str, Any]:
    return {"type": "websocket.send", "text": orjson.dumps(content, option=orjson.OPT_UTC_Z).decode()}


def refused(asked: str, code: int = GONE) -> dict[str, Any]:
    return message(type="refused", topic=asked, code=code)
