from surveys.models.answer import AnswerVersion, SurveyAnswer
from surveys.models.invitation import Invitation
from surveys.models.survey import Survey

__all__ = ["AnswerVersion", "Invitation", "Survey", "SurveyAnswer"]
