import { Trans, useLingui } from "@lingui/react/macro";
import { IconAlertTriangleFilled } from "@tabler/icons-react";
import type { Call } from "@/api/generated/types.gen";
import { Duration } from "@/ui/Duration";
import classes from "./CallScreen.module.css";
import { endedByName } from "./callWords";
import { OutcomeLabel } from "./OutcomeLabel";

/** The call in figures. What the telephone system does not tell is "–", never 0. */
export function CallFacts({ call }: { call: Call }) {
  const { i18n } = useLingui();
  const reasons = call.suspect.join(", ");
  return (
    <section className={classes.card}>
      <h2>
        <Trans>Call</Trans>
      </h2>
      <dl className={classes.facts}>
        <dt>
          <Trans>Outcome</Trans>
        </dt>
        <dd>
          <OutcomeLabel call={call} />
        </dd>
        <dt>
          <Trans>Number</Trans>
        </dt>
        <dd>{call.caller_number || <Trans>withheld</Trans>}</dd>
        <dt>
          <Trans>Queue</Trans>
        </dt>
        <dd>{call.queue || "–"}</dd>
        <dt>
          <Trans>Waited</Trans>
        </dt>
        <dd>
          <Duration seconds={call.wait_seconds} as="play" />
        </dd>
        <dt>
          <Trans>Talk</Trans>
        </dt>
        <dd>
          <Duration seconds={call.talk_seconds ?? call.connected_seconds} as="play" />
        </dd>
        <dt>
          <Trans>Hold</Trans>
        </dt>
        <dd>
          <Duration seconds={call.hold_seconds} as="play" />
        </dd>
        {call.ended_by && (
          <>
            <dt>
              <Trans>Ended</Trans>
            </dt>
            <dd>{i18n._(endedByName[call.ended_by])}</dd>
          </>
        )}
      </dl>
      {reasons && (
        <p className={classes.warning}>
          <IconAlertTriangleFilled size={16} aria-hidden="true" />
          <Trans>The figures of this call are doubted and not counted: {reasons}</Trans>
        </p>
      )}
    </section>
  );
}
