import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconMessagePlus } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Review } from "@/api/generated/types.gen";
import { playDuration } from "@/ui/formats";
import { Keys } from "@/ui/Keys";
import type { Playback } from "@/ui/player/Playback";
import { useRecording } from "@/ui/player/useRecording";
import { missingIn } from "./answers";
import { CommentBox } from "./CommentBox";
import { numbered } from "./comments";
import { ReviewFooter } from "./ReviewFooter";
import { ReviewLayout } from "./ReviewLayout";
import { Scorecard } from "./Scorecard";
import { useComplete } from "./useComplete";
import { useComments, useMarking } from "./useReview";
import { useReviewKeys } from "./useReviewKeys";
import { useScoring } from "./useScoring";

type Place = { at_second: number | null; until_second: number | null; message_id: string | null };

/** A review being written: listening and reading on the left, judging on the right. */
export function OpenReview({ review, startAt }: { review: Review; startAt: number | null }) {
  const { t } = useLingui();
  const isCall = review.subject.kind === "call";
  const sound = useRecording(isCall ? review.subject.id : null, startAt);
  const playback = isCall && sound.lanes.length > 0 ? sound.playback : null;
  const [message, setMessage] = useState<string | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [triedToComplete, setTriedToComplete] = useState(false);
  const marking = useMarking(review.id);
  const scoring = useScoring({ review, marking, playback, message, onMessage: setMessage });
  const comments = useMemo(() => numbered(review), [review]);
  const { add, remove } = useComments(review.id);
  const missing = missingIn(review.scorecard, review.marks);
  const { complete, completing } = useComplete(review);

  const comment = () => {
    const range = playback?.state.range;
    setPlace({
      at_second: playback ? (range?.end ? range.start : Math.round(playback.position * 10) / 10) : null,
      until_second: range?.end ?? null,
      message_id: playback ? null : message,
    });
  };
  const finish = () => {
    setTriedToComplete(true);
    const first = missing[0];
    if (first) scoring.focus(first.criterion.id);
    else void complete();
  };
  useReviewKeys({ review, playback, scoring, onComment: comment, onComplete: finish });

  const second = place?.at_second == null ? null : playDuration(place.at_second);
  const placeName = second === null ? (place?.message_id ? t`on the chosen message` : null) : t`at ${second}`;
  return (
    <ReviewLayout
      review={review}
      sound={isCall ? sound : null}
      comments={comments}
      message={message}
      onMessage={setMessage}
      onGoTo={scoring.goTo}
      onRemove={({ id }) => remove.mutate({ path: { public_id: review.id, comment_id: id } })}
      playerAction={playback && <CommentButton playback={playback} onClick={comment} />}
      commentBox={
        place && (
          <CommentBox
            key={`${place.at_second} ${place.message_id}`}
            review={review.id}
            place={placeName}
            saving={add.isPending}
            onClose={() => setPlace(null)}
            onSave={(text) => add.mutateAsync({ path: { public_id: review.id }, body: { text, ...place } })}
          />
        )
      }
      onComment={comment}
      scorecard={<Scorecard review={review} scoring={scoring} />}
      footer={
        <ReviewFooter
          marking={marking}
          missing={missing}
          listMissing={triedToComplete}
          onFocus={scoring.focus}
          onComplete={finish}
          completing={completing}
        />
      }
    />
  );
}

/** The second in its label follows the sound without rendering the page. */
function CommentButton({ playback, onClick }: { playback: Playback; onClick: () => void }) {
  const label = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      playback.watch((second) => {
        const shown = playDuration(second);
        if (label.current && label.current.textContent !== shown) label.current.textContent = shown;
      }),
    [playback],
  );
  return (
    <Button
      variant="light"
      leftSection={<IconMessagePlus size={16} />}
      rightSection={<Keys keys="c" />}
      onClick={onClick}
    >
      <span>
        <Trans>
          Comment at <span ref={label}>0:00</span>
        </Trans>
      </span>
    </Button>
  );
}
