import { Trans, useLingui } from "@lingui/react/macro";
import { IconPhoneIncoming, IconPhoneOutgoing, IconPlayerPlay } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ThreadCall } from "@/api/tickets";
import { Duration } from "@/ui/Duration";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./CallItem.module.css";

/** A call that belongs to the ticket; its recording opens on the call's own page. */
export function CallItem({ call }: { call: ThreadCall }) {
  const { t } = useLingui();
  const incoming = call.direction === "in";
  const Icon = incoming ? IconPhoneIncoming : IconPhoneOutgoing;
  const who = call.agent?.name;
  return (
    <article className={classes.call}>
      <span className={classes.icon}>
        <Icon size={17} aria-hidden />
      </span>
      <div className={classes.words}>
        <h3>{incoming ? t`Incoming call` : t`Outgoing call`}</h3>
        <p>
          {who ?? <Trans>Nobody answered</Trans>}
          {call.talk_seconds ? (
            <>
              {" · "}
              <Duration seconds={call.talk_seconds} as="play" />
            </>
          ) : null}
        </p>
      </div>
      <Link to="/calls/$call" params={{ call: call.id }} className={classes.open}>
        {call.has_recording && <IconPlayerPlay size={14} aria-hidden />}
        {call.has_recording ? <Trans>Play</Trans> : <Trans>Open the call</Trans>}
      </Link>
      <Timestamp at={call.at} as="time" className={classes.when} />
    </article>
  );
}
