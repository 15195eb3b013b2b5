"""The person outside: writes a mail, reads what comes back, answers it, opens the survey."""

import email
import email.policy
import re
import smtplib
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid

from tests.journeys.stack import Stack

WAIT_SECONDS = 30  # a reply waits ten seconds to be taken back


@dataclass
class Customer:
    """One mail address, with the mailbox of sent mail of one organization to look into."""

    stack: Stack
    organization: str
    name: str
    address: str

    def write(self, to: str, subject: str, text: str, *, language: str = "") -> None:
        """An ordinary mail by SMTP."""
        self._send(to, subject, text, {"Content-Language": language} if language else {})

    def answer(self, mail: EmailMessage, text: str) -> None:
        """What a mail program does at Reply."""
        headers = {
            "In-Reply-To": str(mail["Message-ID"]),
            "References": f"{mail.get('References', '')} {mail['Message-ID']}".strip(),
        }
        quoted = "\n".join(f"> {line}" for line in body(mail).splitlines())
        to = str(mail["Reply-To"] or mail["From"])
        self._send(to, f"Re: {mail['Subject']}", f"{text}\n\n{mail['From']} wrote:\n{quoted}\n", headers)

    def received(self, wanted: Callable[[EmailMessage], bool], *, what: str) -> EmailMessage:
        """The newest mail to this address that fits, waiting for it a while."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            for mail in self._mailbox():
                if wanted(mail):
                    return mail
            time.sleep(0.2)
        raise AssertionError(
            f"No mail to {self.address}: {what}. There: {[str(m['Subject']) for m in self._mailbox()]}"
        )

    def _send(self, to: str, subject: str, text: str, headers: dict[str, str]) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"{self.name} <{self.address}>", to, subject
        mail["Message-ID"] = make_msgid(domain="customer.example")
        for name, value in headers.items():
            mail[name] = value
        mail.set_content(text)
        with smtplib.SMTP("127.0.0.1", self.stack.mail_port) as server:
            server.send_message(mail)

    def _mailbox(self) -> list[EmailMessage]:
        page = self._get(f"/dev/mailbox/?to={self.address}").decode()
        ids = list(dict.fromkeys(re.findall(r"/dev/mailbox/([0-9a-f-]{36})/", page)))
        raw = [self._get(f"/dev/mailbox/{mail_id}/raw/") for mail_id in ids]
        return [email.message_from_bytes(content, policy=email.policy.default) for content in raw]

    def _get(self, path: str) -> bytes:
        address = self.stack.address(self.organization, path)
        host = address.split("/")[2]
        request = urllib.request.Request(f"http://127.0.0.1:{self.stack.port}{path}", headers={"Host": host})
        with urllib.request.urlopen(request, timeout=10) as response:
            content: bytes = response.read()
        return content


def body(mail: EmailMessage) -> str:
    """The plain part."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def link(mail: EmailMessage, fragment: str) -> str:
    """The first address in the plain part that contains the fragment."""
    found = re.search(rf"https?://\S*{re.escape(fragment)}\S*", body(mail))
    assert found, body(mail)
    return found.group().rstrip(".>)")


def is_automatic(mail: EmailMessage) -> bool:
    """Whether it says of itself that no person wrote it."""
    return bool(mail["Auto-Submitted"] == "auto-replied")
