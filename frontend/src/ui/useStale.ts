import { useState } from "react";
import { asProblem } from "@/api/problem";

/** The row as somebody else saved it meanwhile, from the refusal of a write that came too late; null while none did. */
export function useStale<Row>() {
  const [theirs, setTheirs] = useState<Row | null>(null);
  const notice = (refusal: unknown) => {
    const problem = asProblem(refusal);
    if (problem?.code !== "stale_version" || !problem.params?.current) return false;
    setTheirs(problem.params.current as Row);
    return true;
  };
  return { theirs, notice, clear: () => setTheirs(null) };
}

/** Of the fields of a form, those that say something else than before. */
export function changedFields<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  const names = Object.keys(after) as (keyof Fields)[];
  const different = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(different.map((name) => [name, after[name]])) as Partial<Fields>;
}
