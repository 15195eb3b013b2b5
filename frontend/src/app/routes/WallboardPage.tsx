import { useParams } from "@tanstack/react-router";
import { WallboardScreen } from "@/features/wallboard/WallboardScreen";

export function WallboardPage() {
  const { board } = useParams({ strict: false });
  return <WallboardScreen key={board} department={board ?? null} />;
}
