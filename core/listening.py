"""LISTEN on a connection of its own, which nothing else may use: it is never in a transaction."""

import time
from typing import Any

import psycopg
import psycopg.sql
from django.db import DatabaseError, connection


class Listener:
    """Waits for NOTIFY on one channel; a lost connection is made again, and what was missed is not told."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self._own: Any = None

    def wait(self, seconds: float) -> list[str]:
        """The payloads that came within `seconds`; returns at the first one with all that came with it."""
        try:
            return [notice.payload for notice in self._connection().notifies(timeout=seconds, stop_after=1)]
        except (psycopg.Error, DatabaseError):
            self.close()
            time.sleep(seconds)
            return []

    def close(self) -> None:
        if self._own is not None:
            self._own.close()
        self._own = None

    def _connection(self) -> "psycopg.Connection[Any]":
        if self._own is None:
            self._own = connection.copy()
            self._own.connect()
            self._own.connection.execute(psycopg.sql.SQL("LISTEN {}").format(psycopg.sql.Identifier(self.channel)))
        raw: psycopg.Connection[Any] = self._own.connection
        return raw
