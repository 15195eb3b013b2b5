from qa.models.review import Mark, Review, ReviewComment
from qa.models.scorecard import Criterion, Scorecard, ScorecardVersion, Section

__all__ = ["Criterion", "Mark", "Review", "ReviewComment", "Scorecard", "ScorecardVersion", "Section"]
