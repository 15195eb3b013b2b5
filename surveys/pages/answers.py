"""What stands in a posted form, read without trusting any of it."""

from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from surveys.models.answer import MAX_COMMENT, RATINGS
from surveys.services.answers import Said


class Filled(NamedTuple):
    """`said` if everything is in order, else what is wrong, by field; and the values to show again."""

    said: Said | None
    errors: dict[str, str]
    rating: int | None
    at_once: bool | None
    comment: str


def filled(form: QueryDict) -> Filled:
    rating = rating_of(form.get("rating", ""))
    at_once = {"yes": True, "no": False}.get(form.get("at_once", ""))
    comment = form.get("comment", "").replace("\r\n", "\n").replace("\x00", "\ufffd").strip()
    errors = {}
    if rating is None:
        errors["rating"] = _("Choose a number from 1 to 5.")
    if len(comment) > MAX_COMMENT:
        errors["comment"] = _("Write at most %(most)d characters. There are %(now)d now.") % {
            "most": MAX_COMMENT,
            "now": len(comment),
        }
    said = None
    if rating is not None and not errors:
        said = Said(rating=rating, was_solved_at_once=at_once, comment=comment)
    return Filled(said, errors, rating, at_once, comment)


def rating_of(text: str) -> int | None:
    return int(text) if text in {str(rating) for rating in RATINGS} else None
