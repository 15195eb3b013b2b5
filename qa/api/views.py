from uuid import UUID

from django.db.models import Max, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from core.api.pagination import KeysetPagination
from helpdesk.models import Call, Ticket
from qa.api.pages import CURSOR, DrawPages, NewestReviews
from qa.api.serializers import (
    MarkInput,
    ReviewCommentInput,
    ReviewFilterInput,
    ReviewQueueSerializer,
    ReviewRowSerializer,
    ReviewSerializer,
    ScorecardRowSerializer,
    ScorecardSerializer,
    StartReviewInput,
    SubmitReviewInput,
)
from qa.enums import RootCause
from qa.models import Review, Scorecard, ScorecardVersion
from qa.queries.draw import week_of
from qa.queries.reviews import review_details, review_row, scorecard_row, version_details, with_agents, work_row
from qa.queries.work import submitted_since
from qa.querysets import ReviewQuerySet, ScorecardQuerySet
from qa.services.marking import comment_on_review, delete_comment, mark_criterion
from qa.services.reviews import acknowledge_review, start_review, submit_review

ROWS = ReviewRowSerializer(many=True)


class ScorecardViewSet(MemberViewSet):
    actions = {"list": "scorecard.view", "retrieve": "scorecard.view"}
    serializer_class = ScorecardSerializer
    pagination_class = KeysetPagination  # the shape of every list; there are too few for a second page

    def get_queryset(self) -> ScorecardQuerySet:
        return Scorecard.objects.visible_to(self.membership).in_use()

    @extend_schema(operation_id="scorecards_list", responses=ScorecardRowSerializer(many=True))
    def list(self, request: Request) -> Response:
        """The scorecards reviews can begin with, each in its newest version."""
        newest = ScorecardVersion.objects.filter(
            pk__in=ScorecardVersion.objects.values("scorecard").annotate(newest=Max("pk")).values("newest")
        )
        cards = self.get_queryset().prefetch_related(Prefetch("versions", newest)).order_by("name")
        rows = [scorecard_row(card, version) for card in cards for version in card.versions.all()]
        return Response({"results": rows, "next": None, "previous": None})

    @extend_schema(operation_id="scorecards_retrieve", responses=ScorecardSerializer)
    def retrieve(self, request: Request, public_id: UUID) -> Response:
        card: Scorecard = self.get_object()
        versions = card.versions.prefetch_related("sections__criteria")
        return Response(version_details(card, versions.latest("number")))


class ReviewViewSet(MemberViewSet):
    actions = {
        "list": "review.view",
        "retrieve": "review.view",
        "queue": "review.write",
        "mine": "review.view",
        "create": "review.write",
        "marks": "review.write",
        "comments": "review.write",
        "comment": "review.write",
        "submit": "review.write",
        "acknowledge": "review.view",
    }
    serializer_class = ReviewSerializer
    pagination_class = NewestReviews

    def get_queryset(self) -> ReviewQuerySet:
        return Review.objects.visible_to(self.membership).for_reading()

    @extend_schema(operation_id="reviews_list", parameters=[ReviewFilterInput], responses=ROWS)
    def list(self, request: Request) -> Response:
        """Submitted reviews as far as your role carries, and your own drafts; newest first."""
        return self._listed(_filtered(Review.objects.visible_to(self.membership), request))

    @extend_schema(operation_id="reviews_mine", parameters=[ReviewFilterInput], responses=ROWS)
    @action(detail=False)
    def mine(self, request: Request) -> Response:
        """What others said about your work, once it is submitted; newest first."""
        return self._listed(_filtered(Review.objects.of_agent(self.membership), request))

    @extend_schema(operation_id="reviews_queue", parameters=[CURSOR], responses=ReviewQueueSerializer)
    @action(detail=False)
    def queue(self, request: Request) -> Response:
        """What chance drew for you this week. Behind `next` the draw goes on; a review of that work is `chosen`."""
        now = timezone.now()
        start = week_of(now)
        pages = DrawPages()
        page = pages.page(request, reviewer=self.membership, at=now)
        answer = pages.get_paginated_response([work_row(work) for work in with_agents(page)])
        answer.data |= {
            "week_starts_at": start,
            "submitted_this_week": submitted_since(self.membership, start=start),
        }
        return answer

    @extend_schema(operation_id="reviews_retrieve", responses=ReviewSerializer)
    def retrieve(self, request: Request, public_id: UUID) -> Response:
        return self._shown(public_id)

    @extend_schema(operation_id="reviews_create", request=StartReviewInput, responses={201: ReviewSerializer})
    def create(self, request: Request) -> Response:
        """Begin to judge a solved ticket or an answered call, or go on with your draft about it."""
        sent = StartReviewInput.read(request.data)
        try:
            review = start_review(**sent, actor=self.membership, at=timezone.now())
        except Scorecard.DoesNotExist:
            raise ValidationError({"scorecard_id": _("Not found.")}, code="not_found") from None
        except Ticket.DoesNotExist:
            raise ValidationError({"ticket_id": _("Not found.")}, code="not_found") from None
        except Call.DoesNotExist:
            raise ValidationError({"call_id": _("Not found.")}, code="not_found") from None
        return self._shown(review.public_id, code=status.HTTP_201_CREATED)

    @extend_schema(operation_id="reviews_mark", request=MarkInput, responses=ReviewSerializer)
    @action(detail=True, methods=["put"], url_path="marks/<uuid:criterion_id>")
    def marks(self, request: Request, public_id: UUID, criterion_id: UUID) -> Response:
        """Keep one mark; the answer carries the score as it is now."""
        given = MarkInput.read(request.data)
        cause = given.pop("root_cause")
        mark_criterion(
            review_id=public_id,
            criterion_id=criterion_id,
            root_cause=RootCause(cause) if cause else None,
            actor=self.membership,
            at=timezone.now(),
            **given,
        )
        return self._shown(public_id)

    @extend_schema(operation_id="reviews_comment", request=ReviewCommentInput, responses={201: ReviewSerializer})
    @action(detail=True, methods=["post"])
    def comments(self, request: Request, public_id: UUID) -> Response:
        """Pin a remark to a second, a stretch or a message."""
        sent = ReviewCommentInput.read(request.data)
        comment_on_review(review_id=public_id, actor=self.membership, at=timezone.now(), **sent)
        return self._shown(public_id, code=status.HTTP_201_CREATED)

    @extend_schema(operation_id="reviews_comment_delete", request=None, responses=ReviewSerializer)
    @action(detail=True, methods=["delete"], url_path="comments/<uuid:comment_id>")
    def comment(self, request: Request, public_id: UUID, comment_id: UUID) -> Response:
        delete_comment(review_id=public_id, comment_id=comment_id, actor=self.membership)
        return self._shown(public_id)

    @extend_schema(operation_id="reviews_submit", request=SubmitReviewInput, responses=ReviewSerializer)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, public_id: UUID) -> Response:
        """Fix the judgement. Refused with what is missing while a criterion is open."""
        sent = SubmitReviewInput.read(request.data)
        seen = sent["version"]
        submit_review(review_id=public_id, seen_version=seen, actor=self.membership, at=timezone.now())
        return self._shown(public_id)

    @extend_schema(operation_id="reviews_acknowledge", request=None, responses=ReviewSerializer)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, public_id: UUID) -> Response:
        """Say that you have read the review of your work."""
        acknowledge_review(review_id=public_id, actor=self.membership, at=timezone.now())
        return self._shown(public_id)

    def _shown(self, public_id: UUID, *, code: int = status.HTTP_200_OK) -> Response:
        review = self.get_queryset().get(public_id=public_id)
        return Response(review_details(review, viewer=self.membership), status=code)

    def _listed(self, reviews: ReviewQuerySet) -> Response:
        page = self.paginate_queryset(reviews.for_list()) or ()
        return self.get_paginated_response([review_row(review, viewer=self.membership) for review in page])


def _filtered(reviews: ReviewQuerySet, request: Request) -> ReviewQuerySet:
    asked = ReviewFilterInput(data=request.query_params)
    asked.is_valid(raise_exception=True)
    wanted = asked.validated_data
    if "agent" in wanted:
        reviews = reviews.filter(agent__public_id=wanted["agent"])
    if "subject" in wanted:
        reviews = reviews.filter(Q(ticket__public_id=wanted["subject"]) | Q(call__public_id=wanted["subject"]))
    if wanted.get("subjects"):  # a form without the field is an empty list
        any_of = wanted["subjects"]
        reviews = reviews.filter(Q(ticket__public_id__in=any_of) | Q(call__public_id__in=any_of))
    return reviews.filter(state=wanted["state"]) if "state" in wanted else reviews
