import { useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import classes from "./ThreadSkeleton.module.css";

/** Three messages in shape, unseen for the first 150 ms. */
export function ThreadSkeleton() {
  const { t } = useLingui();
  return (
    <div className={classes.root} role="status" aria-label={t`Loading the conversation`}>
      <Skeleton height={110} radius="md" />
      <Skeleton height={70} radius="md" />
      <Skeleton height={130} radius="md" />
    </div>
  );
}
