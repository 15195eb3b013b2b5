"""python -m tests.bench.live_app.people N: one organization, N members, each signed in; prints their cookies."""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from core.tenancy import tenant  # noqa: E402
from tests.factories.accounts import MembershipFactory, OrganizationFactory  # noqa: E402

organization = OrganizationFactory(host="bench.testserver")
cookies = []
with tenant(organization.pk):
    for member in MembershipFactory.create_batch(int(sys.argv[1]), organization=organization):
        client = Client(headers={"host": organization.host})
        client.force_login(member.user)
        cookies.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
print(json.dumps({"organization": organization.pk, "name": settings.SESSION_COOKIE_NAME, "cookies": cookies}))
