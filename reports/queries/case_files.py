"""The cases behind a figure as lines of a file, however many: read in short scopes of their own."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import batched
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.permissions import Reach, reach
from core.errors import NotPermitted
from core.spreadsheets import BOM, Cell, csv_lines
from core.tenancy import tenant
from reports.enums import Clock
from reports.models import Fact
from reports.queries.rows import DrillRow, drill_rows

EXPORT = "export.run"
BATCH = 500


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """Which cases, for whom, and how they are written. Plain values only: it outlives the request."""

    facts: "array[int]"  # primary keys, in order
    has_value: bool
    organization_id: int
    reader_id: int
    clock: Clock
    zone: ZoneInfo
    language: str

    def lines(self) -> Iterator[bytes]:
        """The file in pieces. Whoever loses the right meanwhile gets no further piece: the download breaks off."""
        yield BOM.encode()
        with translation.override(self.language):
            headings = self._headings()
        yield self._encoded([headings])
        for pks in batched(self.facts, BATCH):  # noqa: B911 — the last one is shorter
            with tenant(self.organization_id), translation.override(self.language):
                rows = self._rows(pks)
            yield self._encoded(rows)

    def _rows(self, pks: tuple[int, ...]) -> list[list[Cell]]:
        reader = Membership.objects.select_related("user").get(pk=self.reader_id, ended_at=None)
        if reach(reader, EXPORT) is Reach.NONE:
            raise NotPermitted(_("Your role may not take figures out as a file."))
        found = Fact.objects.in_bulk(pks)
        facts = [found[pk] for pk in pks if pk in found]
        return [self._cells(row) for row in drill_rows(facts, reader=reader, clock=self.clock)]

    def _headings(self) -> list[Cell]:
        value = [_("Value (s, or rating)")] if self.has_value else []
        return [_("What"), _("When (%(zone)s)") % {"zone": self.zone}, _("Agent"), *value, _("Comment")]

    def _cells(self, row: DrillRow) -> list[Cell]:
        value = [None if row["value"] is None else Decimal(str(row["value"])).normalize()] if self.has_value else []
        agent = row["agent"]["name"] if row["agent"] else None
        return [row["title"], row["at"].astimezone(self.zone), agent, *value, row["comment"]]

    def _encoded(self, rows: list[list[Cell]]) -> bytes:
        return "".join(csv_lines(rows, language=self.language)).encode()
