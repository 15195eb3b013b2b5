from rest_framework.routers import SimpleRouter

from surveys.api.views import SurveyAnswerViewSet

router = SimpleRouter(use_regex_path=False)
router.register("surveys/answers", SurveyAnswerViewSet, basename="survey-answer")

urlpatterns = router.urls
