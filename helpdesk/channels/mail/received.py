"""A parsed mail as the rest of the channel reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from core.mail.addresses import address_key, ascii_domain


@dataclass(frozen=True, kw_only=True)
class Bounce:
    """What a delivery report says of one recipient."""

    recipient: str
    action: str
    status: str
    diagnostic: str
    original_message_id: str


@dataclass(frozen=True, kw_only=True)
class Received:
    """One mail. Everything in it was written by somebody outside, names and addresses included."""

    recipients: Sequence[str]  # of the envelope
    others: Sequence[tuple[str, str]]  # name and address of everybody else it names: To, Cc, Reply-To
    sender: str
    sender_name: str
    subject: str
    message_id: str
    in_reply_to: Sequence[str]
    references: Sequence[str]  # oldest first
    headers: Sequence[tuple[str, str]]  # those worth showing to a person, name and value
    text: str
    html: str
    content_language: str
    attachments: Sequence[Mapping[str, Any]]
    authentication: Sequence[str]  # topmost first
    loop: str
    is_auto_reply: bool
    is_silent: bool
    bounce: Bounce | None

    @classmethod
    def of(cls, parsed: Mapping[str, Any]) -> Self:
        return cls(
            sender=parsed["from"]["address"],
            sender_name=parsed["from"]["name"],
            others=[(one["name"], one["address"]) for key in ("to", "cc", "reply_to") for one in parsed[key]],
            headers=[(name, value) for name, value in parsed["headers"]],
            bounce=Bounce(**parsed["bounce"]) if parsed["bounce"] else None,
            **{
                name: parsed[name]
                for name in (
                    *("recipients", "subject", "message_id", "in_reply_to", "references", "text", "html"),
                    *("content_language", "attachments", "authentication", "loop", "is_auto_reply", "is_silent"),
                )
            },
        )

    @property
    def sender_key(self) -> str:
        return address_key(self.sender)

    @property
    def sender_domain(self) -> str:
        return ascii_domain(self.sender.rpartition("@")[2])

    @property
    def answered_ids(self) -> list[str]:
        """The Message-IDs it says it answers, the most telling first."""
        return [*self.in_reply_to, *reversed(self.references)]
