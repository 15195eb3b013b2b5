from reports.models.fact import Fact
from reports.models.rebuild import Rebuild
from reports.models.rollup import DayRollup, DirtyDay

__all__ = ["DayRollup", "DirtyDay", "Fact", "Rebuild"]
