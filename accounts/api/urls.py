from django.urls import path
from rest_framework.routers import SimpleRouter

from accounts.api.audit import AuditViewSet
from accounts.api.invitations import InvitationViewSet
from accounts.api.me import MeViewSet
from accounts.api.operations import DeliveryViewSet, InboundViewSet
from accounts.api.organization import OrganizationViewSet
from accounts.api.people import PeopleViewSet

router = SimpleRouter(use_regex_path=False)
router.register("people/invitations", InvitationViewSet, basename="invitation")
router.register("people", PeopleViewSet, basename="person")
router.register("operations/deliveries", DeliveryViewSet, basename="delivery")
router.register("operations/inbound", InboundViewSet, basename="inbound")
router.register("audit", AuditViewSet, basename="audit")

urlpatterns = [
    path("me/", MeViewSet.as_view({"get": "retrieve", "patch": "partial_update"}), name="me"),
    path(
        "organization/",
        OrganizationViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
        name="organization",
    ),
    *router.urls,
]
