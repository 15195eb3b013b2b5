import { useMe } from "@/api/useMe";
import { useCompany } from "@/live/useCompany";
import { useLiveTopics } from "@/live/useLiveTopics";
import { doingWords, Faces } from "@/ui/Faces";
import classes from "./WhoIsHere.module.css";

const RANK = { viewing: 0, noting: 1, replying: 2 } as const;
const nothing = () => {};

/** The colleagues who have this ticket open, and the one whose doing matters most in words. */
export function WhoIsHere({ ticketId, departmentId }: { ticketId: string; departmentId: string }) {
  useLiveTopics([`inbox.${departmentId}`], nothing);
  const people = useCompany(`ticket.${ticketId}`, useMe().id);
  const [first] = [...people].sort((a, b) => RANK[b.doing] - RANK[a.doing]);
  if (!first) return null;
  return (
    <span className={classes.here} data-writing={first.doing !== "viewing" || undefined}>
      <Faces people={people} />
      <span className={classes.words} aria-hidden>
        {doingWords(first)}
      </span>
    </span>
  );
}
