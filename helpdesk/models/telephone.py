from django.db import models
from django.db.models import Q


class BackwardDigits(models.Func):
    """The digits of a telephone number from its end, so that what ends alike stands together in an index.

    `helpdesk.search.backward_digits` says what to ask for.
    """

    template = r"reverse(regexp_replace(%(expressions)s, '\D', '', 'g'))"
    output_field = models.CharField(max_length=60)


def ends_like(backward: str, column: str) -> Q:
    """Numbers with these digits at their end. As a range, which an index can follow behind the policies."""
    after = backward[:-1] + chr(ord(backward[-1]) + 1)
    return Q(**{f"{column}__gte": backward, f"{column}__lt": after})
