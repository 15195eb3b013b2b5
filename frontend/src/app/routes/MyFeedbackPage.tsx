import { MyFeedbackScreen } from "@/features/reviews/MyFeedbackScreen";

export function MyFeedbackPage() {
  return <MyFeedbackScreen />;
}
