import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import type { DepartmentLine } from "@/api/generated/types.gen";
import { Elapsed } from "@/ui/Elapsed";
import { Arrived } from "./Arrived";
import classes from "./DepartmentTable.module.css";
import { judgeShare, LIMITS } from "./limits";
import { SignalWords } from "./SignalWords";

/** One line per department: who waits, who is late, who is there to help. */
export function DepartmentTable({ departments }: { departments: DepartmentLine[] }) {
  return (
    <div className={classes.frame} style={{ "--lines": departments.length } as CSSProperties}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Department</Trans>
            </th>
            <th scope="col">
              <Trans>Callers waiting</Trans>
            </th>
            <th scope="col">
              <Trans>Tickets waiting</Trans>
            </th>
            <th scope="col">
              <Trans>Longest</Trans>
            </th>
            <th scope="col">
              <Trans>Came in, last 4 h</Trans>
            </th>
            <th scope="col">
              <Trans>Overdue</Trans>
            </th>
            <th scope="col">
              <Trans>Due in 1 h</Trans>
            </th>
            <th scope="col">
              <Trans>Agents free</Trans>
            </th>
            <th scope="col">
              <Trans>Solved today</Trans>
            </th>
            <th scope="col">
              <Trans>Satisfied</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {departments.map((department) => (
            <Line key={department.id} department={department} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ department }: { department: DepartmentLine }) {
  const { i18n } = useLingui();
  const satisfied = judgeShare(department.csat_percent, LIMITS.satisfactionPercent, LIMITS.satisfactionNearPercent);
  const total = i18n.number(department.agents_total);
  return (
    <tr>
      <th scope="row">
        <Link to="/live/$board" params={{ board: department.id }} className={classes.name}>
          {department.name}
        </Link>
      </th>
      <td>
        <strong>{i18n.number(department.calls_waiting)}</strong>
      </td>
      <td>
        <strong>{i18n.number(department.waiting)}</strong>
      </td>
      <td>{department.longest_waiting_since === null ? "–" : <Elapsed since={department.longest_waiting_since} />}</td>
      <td>
        <Arrived counts={department.arrived} />
      </td>
      <td>
        <SignalWords signal={department.overdue > 0 ? "bad" : "plain"}>{i18n.number(department.overdue)}</SignalWords>
      </td>
      <td>
        <SignalWords signal={department.due_soon > 0 ? "warn" : "plain"}>
          {i18n.number(department.due_soon)}
        </SignalWords>
      </td>
      <td>
        {i18n.number(department.agents_free)} <small>{<Trans>of {total}</Trans>}</small>
      </td>
      <td>{i18n.number(department.solved)}</td>
      <td>
        {department.csat_percent === null ? (
          "–"
        ) : (
          <SignalWords signal={satisfied}>
            {i18n.number(department.csat_percent, { maximumFractionDigits: 0 })} %
          </SignalWords>
        )}
      </td>
    </tr>
  );
}
