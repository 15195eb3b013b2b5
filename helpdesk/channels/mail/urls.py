from rest_framework.routers import SimpleRouter

from helpdesk.channels.mail.set_aside.api import SetAsideMailViewSet

router = SimpleRouter(use_regex_path=False)
router.register("set-aside-mail", SetAsideMailViewSet, basename="set-aside-mail")

urlpatterns = router.urls
