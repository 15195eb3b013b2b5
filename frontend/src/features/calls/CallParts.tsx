import { Trans, useLingui } from "@lingui/react/macro";
import type { Call, CallLeg, CallVisit } from "@/api/generated/types.gen";
import { Duration } from "@/ui/Duration";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./CallScreen.module.css";
import { legResultName, visitResultName } from "./callWords";

/** The way of the call: queues it waited in, people it reached. */
export function CallParts({ call }: { call: Call }) {
  return (
    <>
      {call.visits.length > 0 && (
        <section className={classes.card}>
          <h2>
            <Trans>Queues</Trans>
          </h2>
          <div className={classes.scroll}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">
                    <Trans>Queue</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Entered</Trans>
                  </th>
                  <th scope="col" data-number>
                    <Trans>Waited</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Result</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {call.visits.map((visit) => (
                  <VisitLine key={`${visit.queue} ${visit.entered_at}`} visit={visit} />
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {call.legs.length > 0 && (
        <section className={classes.card}>
          <h2>
            <Trans>People</Trans>
          </h2>
          <div className={classes.scroll}>
            <table className={classes.table}>
              <thead>
                <tr>
                  <th scope="col">
                    <Trans>Agent</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Answered</Trans>
                  </th>
                  <th scope="col" data-number>
                    <Trans>Rang</Trans>
                  </th>
                  <th scope="col" data-number>
                    <Trans>Talk</Trans>
                  </th>
                  <th scope="col" data-number>
                    <Trans>Hold</Trans>
                  </th>
                  <th scope="col" data-number>
                    <Trans>Wrap-up</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Result</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {call.legs.map((leg) => (
                  <LegLine key={`${leg.agent_name} ${leg.rang_at} ${leg.answered_at}`} leg={leg} />
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}

function VisitLine({ visit }: { visit: CallVisit }) {
  const { i18n } = useLingui();
  return (
    <tr>
      <th scope="row">{visit.queue}</th>
      <td>
        <Timestamp at={visit.entered_at} as="moment" />
      </td>
      <td data-number>
        <Duration seconds={visit.wait_seconds} as="play" />
      </td>
      <td>{i18n._(visitResultName[visit.result])}</td>
    </tr>
  );
}

function LegLine({ leg }: { leg: CallLeg }) {
  const { i18n } = useLingui();
  return (
    <tr>
      <th scope="row">{leg.agent_name}</th>
      <td>{leg.answered_at ? <Timestamp at={leg.answered_at} as="moment" /> : "–"}</td>
      <td data-number>
        <Duration seconds={leg.ring_seconds} as="play" />
      </td>
      <td data-number>
        <Duration seconds={leg.talk_seconds ?? leg.connected_seconds} as="play" />
      </td>
      <td data-number>
        <Duration seconds={leg.hold_seconds} as="play" />
      </td>
      <td data-number>
        <Duration seconds={leg.wrap_seconds} as="play" />
      </td>
      <td>{i18n._(legResultName[leg.result])}</td>
    </tr>
  );
}
