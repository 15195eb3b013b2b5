import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Call, CallLeg, CallVisit } from "@/api/generated/types.gen";
import { Duration } from "@/ui/Duration";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./CallScreen.module.css";
import { legResultName, visitResultName } from "./callWords";

/** The way of the call: queues it waited in, people it reached. */
export function CallParts({ call }: { call: Call }) {
  const { t } = useLingui();
  return (
    <>
      {call.visits.length > 0 && (
        <PartTable title={t`Queues`} columns={[t`Queue`, t`Entered`, { number: t`Waited` }, t`Result`]}>
          {call.visits.map((visit) => (
            <VisitLine key={`${visit.queue} ${visit.entered_at}`} visit={visit} />
          ))}
        </PartTable>
      )}
      {call.legs.length > 0 && (
        <PartTable
          title={t`People`}
          columns={[
            t`Agent`,
            t`Answered`,
            ...[t`Rang`, t`Talk`, t`Hold`, t`Wrap-up`].map((number) => ({ number })),
            t`Result`,
          ]}
        >
          {call.legs.map((leg) => (
            <LegLine key={`${leg.agent_name} ${leg.rang_at} ${leg.answered_at}`} leg={leg} />
          ))}
        </PartTable>
      )}
    </>
  );
}

type PartTableProps = {
  title: string;
  /** Headers of the columns; those of numbers stand at the right. */
  columns: (string | { number: string })[];
  children: ReactNode;
};

function PartTable({ title, columns, children }: PartTableProps) {
  return (
    <section className={classes.card}>
      <h2>{title}</h2>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              {columns.map((column) => {
                const name = typeof column === "string" ? column : column.number;
                return (
                  <th key={name} scope="col" data-number={name !== column || undefined}>
                    {name}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
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
