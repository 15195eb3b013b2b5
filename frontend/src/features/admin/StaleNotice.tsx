import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import type { Department, DepartmentInput } from "@/api/generated/types.gen";
import classes from "./AdminFrame.module.css";
import { hoursInWords, type Week } from "./hours";
import { type DepartmentFields, fieldsOf } from "./useDepartmentForm";

type StaleNoticeProps = {
  mine: DepartmentFields;
  theirs: Department;
  /** What this person has changed. */
  changes: DepartmentInput;
  onKeep: () => void;
  onTake: () => void;
};

/** Somebody else saved first: both versions side by side, and nothing typed is lost. */
export function StaleNotice({ mine, theirs, changes, onKeep, onTake }: StaleNoticeProps) {
  const { t, i18n } = useLingui();
  const other = fieldsOf(theirs);
  const names: Record<keyof DepartmentFields, string> = {
    name: t({ message: "Name", context: "of a department" }),
    zone: t`Time zone`,
    hours: t`Working hours`,
    address_local_part: t`Mail address`,
    colour: t`Colour`,
    first_response_seconds: t`First reply, seconds`,
    survey_enabled: t`Survey`,
  };
  const fields = (Object.keys(names) as (keyof DepartmentFields)[]).filter(
    (field) => field in changes && JSON.stringify(mine[field]) !== JSON.stringify(other[field]),
  );
  const said = (values: DepartmentFields, field: keyof DepartmentFields) => {
    if (field === "hours") return hoursInWords(values.hours as Week, i18n.locale);
    if (field === "survey_enabled") return values.survey_enabled ? t`Yes` : t`No`;
    return String(values[field]);
  };
  return (
    <div role="alert" className={classes.warning}>
      <p>
        <Trans>Somebody else changed this department while you were editing. Your changes are still here.</Trans>
      </p>
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
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{names[field]}</th>
              <td>{said(mine, field)}</td>
              <td>{said(other, field)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.row}>
        <Button size="xs" onClick={onKeep}>
          <Trans>Keep mine</Trans>
        </Button>
        <Button size="xs" variant="default" onClick={onTake}>
          <Trans>Take theirs</Trans>
        </Button>
      </div>
    </div>
  );
}
