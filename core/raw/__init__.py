"""Bytes from outside: kept first, read later, and only in a limited process.

    raw = store_raw(source="mail", external_key=…, content=…, at=…)     # then answer the sender
    @reads("mail")                                                      # called by a worker, once stored
    def read_mail(raw: RawInbound, *, at: datetime) -> None:
        parts = limited_child("helpdesk.channels.mail.parse:parse", bytes(raw.content))
"""
