import { QueueScreen } from "@/features/reviews/QueueScreen";

export function QualityQueuePage() {
  return <QueueScreen />;
}
