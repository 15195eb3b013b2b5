import { Trans, useLingui } from "@lingui/react/macro";
import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import type { OrganizationSettings } from "@/api/generated/types.gen";
import { fieldProblem } from "@/api/problem";
import { languageName } from "@/ui/ticketWords";
import frame from "./AdminFrame.module.css";
import { StaleOrganization } from "./StaleOrganization";
import { type OrganizationFields, useOrganizationForm } from "./useOrganizationForm";

const ZONES = Intl.supportedValuesOf("timeZone");
const LANGUAGES = Object.entries(languageName).map(([value, label]) => ({ value, label }));

/** The settings that hold for everybody, each with what it does. */
export function OrganizationForm({ organization }: { organization: OrganizationSettings }) {
  const { t } = useLingui();
  const form = useOrganizationForm(organization);
  const { fields, set, problem } = form;
  return (
    <form
      className={frame.form}
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <StaleOrganization form={form} />
      <TextInput
        label={t({ message: "Name", context: "of an organization" })}
        description={t`Stands in mails and on the pages customers and colleagues see.`}
        required
        maxLength={200}
        value={fields.name}
        error={fieldProblem(problem, "name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Select
        label={t`Language`}
        description={t`For new people, and for customers whose own language is not known.`}
        allowDeselect={false}
        data={LANGUAGES}
        value={fields.language}
        onChange={(language) => language && set({ language: language as OrganizationFields["language"] })}
      />
      <Select
        label={t`Time zone`}
        description={t`Its midnights divide the days of every report. Departments have their own.`}
        searchable
        limit={20}
        allowDeselect={false}
        data={ZONES.includes(fields.zone) ? ZONES : [fields.zone, ...ZONES]}
        value={fields.zone}
        error={fieldProblem(problem, "zone")}
        onChange={(zone) => zone && set({ zone })}
      />
      {"zone" in form.changes && (
        <p className={frame.warning}>
          <Trans>All reports are counted anew by the midnights of this zone. That takes minutes; work goes on.</Trans>
        </p>
      )}
      <NumberInput
        label={t`Seconds in which an answer can be taken back`}
        description={t`From 0 to 30. An answer waits that long before it leaves; 0 sends it at once.`}
        min={0}
        max={30}
        clampBehavior="strict"
        allowDecimal={false}
        classNames={{ wrapper: frame.short ?? "" }}
        value={fields.undo_send_seconds}
        error={fieldProblem(problem, "undo_send_seconds")}
        onChange={(value) => set({ undo_send_seconds: Number(value) || 0 })}
      />
      <div>
        <Button type="submit" loading={form.saving} disabled={!form.dirty || fields.name.trim() === ""}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}
