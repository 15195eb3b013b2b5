"""python -m tests.chaos.work.found: make the organization of the house; prints its id."""

import django

django.setup()

from tests.factories.accounts import OrganizationFactory  # noqa: E402

print(OrganizationFactory(host="chaos.testserver").pk)  # noqa: T201
