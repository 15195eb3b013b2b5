"""How many automatic mails one address may get a day, counted over all organizations together."""

import hashlib
from datetime import datetime

from core.cache import counted
from core.mail.addresses import address_key

A_DAY = 20
SECONDS_KEPT = 2 * 24 * 3600


def allow_automatic(address: str, *, at: datetime) -> bool:
    """Count one more automatic mail to this address today (UTC); False when it was one too many.

    The only name outside the database that no organization is part of: a victim is to be spared by all of
    them together. It holds a hash of the address and a number, and is asked outside every transaction.
    """
    person = hashlib.sha256(address_key(address).encode()).hexdigest()[:32]
    name = f"mail.automatic.{at:%Y%m%d}.{person}"
    return counted(name, seconds=SECONDS_KEPT) <= A_DAY
