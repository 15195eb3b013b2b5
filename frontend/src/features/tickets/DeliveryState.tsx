import { Trans } from "@lingui/react/macro";
import { IconAlertTriangleFilled, IconCheck, IconClock } from "@tabler/icons-react";
import type { ThreadMessage } from "@/api/tickets";
import classes from "./DeliveryState.module.css";

type Delivery = NonNullable<ThreadMessage["delivery"]>;

/** Where a sent message is: waiting, on its way, or not delivered and why. */
export function DeliveryState({ delivery }: { delivery: Delivery }) {
  const reason = delivery.reason;
  switch (delivery.state) {
    case "queued":
      return (
        <p className={classes.line}>
          <IconClock size={13} aria-hidden />
          <Trans>Being sent</Trans>
        </p>
      );
    case "sent":
      return (
        <p className={classes.line}>
          <IconCheck size={13} aria-hidden />
          <Trans>Sent</Trans>
        </p>
      );
    case "failed":
      return (
        <p className={classes.line} data-failed>
          <IconAlertTriangleFilled size={13} aria-hidden />
          {reason ? <Trans>Not delivered: {reason}</Trans> : <Trans>Not delivered</Trans>}
        </p>
      );
    case "possibly_sent_twice":
      return (
        <p className={classes.line} data-failed>
          <IconAlertTriangleFilled size={13} aria-hidden />
          <Trans>May have been delivered twice</Trans>
        </p>
      );
  }
}
