"""The processes of one installation, as command lines.

The embedded mode starts exactly these, and `docker-compose.yml` is checked against them, so what runs
in production is what runs on every developer's machine every day.
"""

import signal
from dataclasses import dataclass


@dataclass(frozen=True)
class Process:
    """One program of the installation; `{host}`, `{port}` and `{var}` are filled in at the start."""

    name: str
    argv: tuple[str, ...]
    stop: signal.Signals = signal.SIGTERM
    grace_seconds: int = 15

    def command(self, **values: object) -> list[str]:
        """The command line with its ports."""
        return [part.format(**values) for part in self.argv]


WEB = Process(
    "web",
    (
        *("uvicorn", "config.asgi:application", "--host", "{host}", "--port", "{port}"),
        *("--ws", "websockets-sansio", "--ws-per-message-deflate", "false", "--ws-max-size", "16384"),
        *("--no-server-header", "--no-access-log", "--timeout-graceful-shutdown", "5"),
    ),
)
HTTP = Process(
    "http",
    (
        *("granian", "--interface", "wsgi", "config.wsgi:application", "--host", "{host}", "--port", "{port}"),
        *("--workers", "2", "--blocking-threads", "8", "--no-access-log"),
    ),
)
RELAY = Process("relay", ("python", "manage.py", "relay"))
TICKER = Process("ticker", ("python", "manage.py", "live_ticker"))
WORKER = Process(
    "worker",
    (
        *("celery", "--app", "config", "worker", "--concurrency", "2", "--loglevel", "WARNING"),
        *("--queues", "mail_in,mail_out,live,default,bulk", "--without-gossip", "--without-mingle"),
    ),
    grace_seconds=40,
)
BEAT = Process(
    "beat",
    ("celery", "--app", "config", "beat", "--loglevel", "WARNING", "--schedule", "{var}/beat", "--pidfile="),
)
MAIL_INTAKE = Process(
    "mail-intake", ("python", "manage.py", "mail_intake")
)  # where it listens: MAIL_INTAKE_HOST, _PORT

FACES = (WEB, MAIL_INTAKE)  # what people wait for: started first, two on two cores; web serves sockets too
BEHIND = (RELAY, TICKER, WORKER, BEAT)  # what was accepted meanwhile lies in the database until they look
PRODUCTION = (HTTP, WEB, RELAY, TICKER, WORKER, BEAT, MAIL_INTAKE)  # web serves only sockets there
