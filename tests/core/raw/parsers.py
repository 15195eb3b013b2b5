"""Parsers that behave badly, each in its own way."""

import os
import time
from pathlib import Path


def parts(content, *, times):
    return {"parts": [content * times, "text", None, 3]}


def fail(content):
    raise ValueError("not a mail")


def burn(content):
    while True:
        pass


def grow(content):
    return len("x" * 2**30)


def linger(content):
    time.sleep(60)


def die(content):
    os.abort()


def shout(content):
    return "x" * (150 * 2**20)


def write(content):
    with Path(content.decode()).open("wb") as leak:
        leak.write(b"leak" * 10_000)


def answer_with_an_object(content):
    return object()


def surroundings(content):
    return dict(os.environ)
