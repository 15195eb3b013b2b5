import { Trans, useLingui } from "@lingui/react/macro";
import { StaleNotice } from "@/ui/StaleNotice";
import { languageName } from "@/ui/ticketWords";
import { fieldsOf, type OrganizationFields, type OrganizationForm } from "./useOrganizationForm";

/** Settings that somebody else changed while they were being edited. */
export function StaleOrganization({ form }: { form: OrganizationForm }) {
  const { t } = useLingui();
  if (!form.theirs) return null;
  const other = fieldsOf(form.theirs);
  const names: Record<keyof OrganizationFields, string> = {
    name: t({ message: "Name", context: "of an organization" }),
    language: t`Language`,
    zone: t`Time zone`,
    undo_send_seconds: t`Seconds in which an answer can be taken back`,
  };
  const said = (values: OrganizationFields, field: keyof OrganizationFields) =>
    field === "language" ? (languageName[values.language] ?? values.language) : String(values[field]);
  const differences = (Object.keys(names) as (keyof OrganizationFields)[])
    .filter((field) => field in form.changes && form.fields[field] !== other[field])
    .map((field) => ({ field: names[field], mine: said(form.fields, field), theirs: said(other, field) }));
  return (
    <StaleNotice differences={differences} saving={form.saving} onKeep={form.keepMine} onTake={form.takeTheirs}>
      <Trans>Somebody else changed these settings while you were editing. Your changes are still here.</Trans>
    </StaleNotice>
  );
}
