from reports.models.export import Export
from reports.models.fact import Fact
from reports.models.rebuild import Rebuild
from reports.models.rollup import DayRollup, DirtyDay

__all__ = ["DayRollup", "DirtyDay", "Export", "Fact", "Rebuild"]
