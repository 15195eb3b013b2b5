import { useParams, useSearch } from "@tanstack/react-router";
import { ReviewScreen } from "@/features/reviews/ReviewScreen";

export function ReviewPage() {
  const { review } = useParams({ from: "/quality/reviews/$review" });
  const { t } = useSearch({ from: "/quality/reviews/$review" });
  return <ReviewScreen key={review} id={review} startAt={t ?? null} />;
}
