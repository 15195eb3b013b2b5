import { useParams } from "@tanstack/react-router";
import { WallboardScreen } from "@/features/wallboard/WallboardScreen";

/** What the socket calls the board of all departments; as an address it is the same board. */
const ALL = "all";

export function WallboardPage() {
  const { board } = useParams({ strict: false });
  return <WallboardScreen key={board} department={board === undefined || board === ALL ? null : board} />;
}
