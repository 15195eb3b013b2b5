import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { reviewsAcknowledgeMutation, reviewsRetrieveQueryKey } from "@/api/generated/@tanstack/react-query.gen";
import type { Review } from "@/api/generated/types.gen";
import { notify, notifyProblem } from "@/ui/notify";
import { leadIn } from "@/ui/player/pins";
import { useRecording } from "@/ui/player/useRecording";
import { Timestamp } from "@/ui/Timestamp";
import { numbered } from "./comments";
import { Receipt } from "./Receipt";
import footer from "./ReviewFooter.module.css";
import { ReviewLayout } from "./ReviewLayout";
import { useReviewKeys } from "./useReviewKeys";

const nothing = () => {};

/** A finished review as its agent and everybody allowed reads it, with the same player. */
export function FinishedReview({ review, startAt }: { review: Review; startAt: number | null }) {
  const isCall = review.subject.kind === "call";
  const sound = useRecording(isCall ? review.subject.id : null, startAt);
  const playback = isCall && sound.lanes.length > 0 ? sound.playback : null;
  const [message, setMessage] = useState<string | null>(null);
  const comments = useMemo(() => numbered(review), [review]);
  useReviewKeys({ review, playback, scoring: null, onComment: nothing, onComplete: nothing });

  const goTo = (place: { at_second: number | null; message_id: string | null }) => {
    if (place.at_second !== null) playback?.playFrom(leadIn(place.at_second));
    else if (place.message_id !== null) setMessage(place.message_id);
  };
  return (
    <ReviewLayout
      review={review}
      sound={isCall ? sound : null}
      comments={comments}
      message={message}
      onMessage={setMessage}
      onGoTo={goTo}
      scorecard={<Receipt review={review} onGoTo={goTo} />}
      footer={<FinishedFooter review={review} />}
    />
  );
}

function FinishedFooter({ review }: { review: Review }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const acknowledging = useMutation({
    ...reviewsAcknowledgeMutation(),
    onError: notifyProblem,
    onSuccess: (answer: Review) => {
      queryClient.setQueryData(reviewsRetrieveQueryKey({ path: { public_id: review.id } }), answer);
      notify(t`Thank you. The reviewer can see that you have read this.`);
    },
  });
  const reviewer = review.reviewer.name;
  return (
    <footer className={footer.footer}>
      <div className={footer.line}>
        <span className={footer.saved}>
          <Trans>Reviewed by {reviewer}</Trans>
          {review.submitted_at && (
            <>
              {" · "}
              <Timestamp at={review.submitted_at} as="moment" />
            </>
          )}
        </span>
        {review.abilities.acknowledge && (
          <Button
            className={footer.complete ?? ""}
            leftSection={<IconCheck size={16} />}
            loading={acknowledging.isPending}
            onClick={() => acknowledging.mutate({ path: { public_id: review.id } })}
          >
            <Trans>I have read this</Trans>
          </Button>
        )}
      </div>
    </footer>
  );
}
