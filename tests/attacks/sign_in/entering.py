"""Somebody at the way in, and what they are told."""

import re

from django.test import Client

TOO_MANY = "There were too many attempts."
WRONG = "This e-mail address and password do not belong together."
NEW = "seven quiet otters"


def stranger(organization, **more):
    return Client(headers={"host": organization.host, "accept-language": "en"}, **more)


def text_of(response):
    """The page without what differs in every answer: the form's token and what was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"\S+@example\.test", "", page)


def use(organization, link, password=NEW):
    browser = stranger(organization)
    form = browser.get(link, follow=True)
    if not form.redirect_chain:
        return form
    return browser.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})
