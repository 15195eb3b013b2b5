import { Trans, useLingui } from "@lingui/react/macro";
import { StaleNotice } from "@/ui/StaleNotice";
import { hoursInWords } from "./hours";
import { type DepartmentFields, type DepartmentForm, fieldsOf } from "./useDepartmentForm";

/** A department that somebody else changed while it was being edited. */
export function StaleDepartment({ form }: { form: DepartmentForm }) {
  const { t, i18n } = useLingui();
  if (!form.theirs) return null;
  const other = fieldsOf(form.theirs);
  const names: Record<keyof DepartmentFields, string> = {
    name: t({ message: "Name", context: "of a department" }),
    zone: t`Time zone`,
    hours: t`Working hours`,
    address_local_part: t`Mail address`,
    colour: t`Colour`,
    first_response_seconds: t`First reply, seconds`,
    survey_enabled: t`Survey`,
  };
  const said = (values: DepartmentFields, field: keyof DepartmentFields) => {
    if (field === "hours") return hoursInWords(values.hours, i18n.locale);
    if (field === "survey_enabled") return values.survey_enabled ? t`Yes` : t`No`;
    return String(values[field]);
  };
  const differences = (Object.keys(names) as (keyof DepartmentFields)[])
    .filter((field) => field in form.changes)
    .map((field) => ({ field: names[field], mine: said(form.fields, field), theirs: said(other, field) }))
    .filter(({ mine, theirs }) => mine !== theirs);
  return (
    <StaleNotice differences={differences} saving={form.saving} onKeep={form.keepMine} onTake={form.takeTheirs}>
      <Trans>Somebody else changed this department while you were editing. Your changes are still here.</Trans>
    </StaleNotice>
  );
}
