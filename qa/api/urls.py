from rest_framework.routers import SimpleRouter

from qa.api.views import ReviewViewSet, ScorecardViewSet

router = SimpleRouter(use_regex_path=False)
router.register("scorecards", ScorecardViewSet, basename="scorecard")
router.register("reviews", ReviewViewSet, basename="review")

urlpatterns = router.urls
