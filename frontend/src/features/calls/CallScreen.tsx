import { Trans, useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { callsRetrieveOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { Call } from "@/api/generated/types.gen";
import { ErrorState } from "@/ui/ErrorState";
import { Timestamp } from "@/ui/Timestamp";
import { usePageTitle } from "@/ui/usePageTitle";
import { CallFacts } from "./CallFacts";
import { CallParts } from "./CallParts";
import classes from "./CallScreen.module.css";
import { CallSound } from "./CallSound";
import { CallTicket } from "./CallTicket";

type Props = {
  id: string;
  startAt: number | null;
  /** What another part of the house offers about this call. */
  action?: (call: Call) => ReactNode;
};

/** One call: its sound, who had it when, and the ticket it belongs to. */
export function CallScreen({ id, startAt, action }: Props) {
  const { t } = useLingui();
  const call = useQuery(callsRetrieveOptions({ path: { public_id: id } }));
  const who = call.data ? call.data.contact?.name || call.data.caller || t`number withheld` : t`Call`;
  usePageTitle(who);
  return (
    <div className={classes.page}>
      <Link to="/calls" className={classes.back}>
        <IconArrowLeft size={14} aria-hidden="true" /> <Trans>Calls</Trans>
      </Link>
      {call.isPending && <Skeleton height={400} />}
      {call.isError && <ErrorState error={call.error} onRetry={() => void call.refetch()} />}
      {call.data && (
        <>
          <header className={classes.header}>
            <div>
              <h1 className={classes.title}>
                {call.data.direction === "in" ? <Trans>Call from {who}</Trans> : <Trans>Call to {who}</Trans>}
              </h1>
              <Subtitle call={call.data} />
            </div>
            {action?.(call.data)}
          </header>
          <CallSound call={call.data} startAt={startAt} />
          <div className={classes.columns}>
            <CallFacts call={call.data} />
            <CallTicket call={call.data} />
          </div>
          <CallParts call={call.data} />
        </>
      )}
    </div>
  );
}

function Subtitle({ call }: { call: Call }) {
  return (
    <p className={classes.subtitle}>
      {call.department.name} · <Timestamp at={call.started_at} as="moment" />
      {call.agent_name && <> · {call.agent_name}</>}
    </p>
  );
}
