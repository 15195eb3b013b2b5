import { Trans } from "@lingui/react/macro";
import { IconHourglass } from "@tabler/icons-react";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./Freshness.module.css";

/** In whose days the report is cut and how recent it is; late figures say so. */
export function Freshness({ zone, at, stale }: { zone: string; at: string | null; stale: boolean }) {
  return (
    <span className={classes.freshness} data-stale={stale || undefined}>
      {stale && <IconHourglass size={14} aria-hidden="true" />}
      {zone}
      {at && (
        <>
          {" · "}
          {stale ? (
            <Trans>
              being recounted, as of <Timestamp at={at} as="time" />
            </Trans>
          ) : (
            <Trans>
              updated <Timestamp at={at} as="time" />
            </Trans>
          )}
        </>
      )}
    </span>
  );
}
