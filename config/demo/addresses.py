"""Where the demo organizations are and how to sign in; by itself without the application, which takes seconds to load.

`python -m config.demo.addresses` is what `dev.py up` says at its end.
"""

from collections.abc import Iterator

from config.demo.organizations import ORGANIZATIONS
from config.demo.people import PASSWORD
from core.files.origins import web_origin


def addresses() -> Iterator[str]:
    """Line by line."""
    for plan in ORGANIZATIONS:
        yield f"{plan.name}: {web_origin(plan.host)}/"
        yield from (f"  {who.login}@{plan.domain}  {who.role.label}, {who.name}" for who in plan.people[:6])
    yield f"The password of everybody is {PASSWORD}."


if __name__ == "__main__":
    from django.conf import settings

    settings.USE_I18N = False  # before the first label: catalogues need the whole application
    print("\n".join(addresses()))  # noqa: T201 — for the terminal
