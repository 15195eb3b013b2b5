import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./StaleNotice.module.css";

type Difference = { field: string; mine: string; theirs: string };

type StaleNoticeProps = {
  /** What was changed meanwhile, as a sentence. */
  children: ReactNode;
  /** The fields this person changed and the other one did too, in words. */
  differences: Difference[];
  saving: boolean;
  onKeep: () => void;
  onTake: () => void;
};

/** Somebody else saved first: both versions side by side, and nothing typed is lost. */
export function StaleNotice({ children, differences, saving, onKeep, onTake }: StaleNoticeProps) {
  return (
    <div role="alert" className={classes.notice}>
      <p>{children}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Field</Trans>
            </th>
            <th scope="col">
              <Trans>Yours</Trans>
            </th>
            <th scope="col">
              <Trans>Saved now</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, mine, theirs }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td>{mine}</td>
              <td>{theirs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.row}>
        <Button size="xs" loading={saving} onClick={onKeep}>
          <Trans>Keep mine</Trans>
        </Button>
        <Button size="xs" variant="default" disabled={saving} onClick={onTake}>
          <Trans>Take theirs</Trans>
        </Button>
      </div>
    </div>
  );
}
