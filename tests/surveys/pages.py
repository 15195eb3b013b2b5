"""A customer in front of a survey page, as a browser sends things."""

import re
from datetime import datetime, timedelta

import time_machine
from django.test import Client

from surveys.tokens import digest
from tests.factories.surveys import TOKEN


class Customer:
    def __init__(self, host: str, *, agent: str = "Phone", token: str = TOKEN) -> None:
        self.client = Client(headers={"host": host, "user-agent": agent}, enforce_csrf_checks=True)
        self.path = f"/s/{token}"

    def opens(self, *, at: datetime, query: str = "", method: str = "get", path: str = ""):
        with time_machine.travel(at, tick=False):
            return getattr(self.client, method)(f"{self.path}{path}{query}")

    def sends(self, page, *, at: datetime, path: str = "", **fields: object):
        """Fills the form of the page in and presses the button."""
        found = re.search(r'name="nonce" value="([^"]+)"', page.text)
        form = {"nonce": found[1] if found else "", **hidden(page.text), **fields}
        with time_machine.travel(at, tick=False):
            return self.client.post(f"{self.path}{path}", form)

    def answers(self, rating: int, *, at: datetime, **fields: object):
        """Looks for five seconds, then sends."""
        page = self.opens(at=at - timedelta(seconds=5))
        return self.sends(page, at=at, rating=rating, **fields)


def hidden(text: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))


def token_sha256() -> str:
    return digest(TOKEN)
