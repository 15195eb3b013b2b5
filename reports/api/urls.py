from rest_framework.routers import SimpleRouter

from reports.api.exports import ExportViewSet
from reports.api.views import LiveViewSet, ReportViewSet

router = SimpleRouter(use_regex_path=False)
router.register("reports", ReportViewSet, basename="report")
router.register("reports", ExportViewSet, basename="export")
router.register("live", LiveViewSet, basename="live")

urlpatterns = router.urls
