import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, NumberInput, Select, Switch, TextInput, UnstyledButton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { departmentsEffectsOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { Department } from "@/api/generated/types.gen";
import { fieldProblem } from "@/api/problem";
import { useMe } from "@/api/useMe";
import frame from "./AdminFrame.module.css";
import classes from "./DepartmentForm.module.css";
import { HoursEditor } from "./HoursEditor";
import { PromisePreview } from "./PromisePreview";
import { StaleDepartment } from "./StaleDepartment";
import { useDepartmentForm } from "./useDepartmentForm";

const COLOURS = ["#5666de", "#0b7d6b", "#d9822b", "#b3263a", "#8a5cd1", "#5a6474"];
const ZONES = Intl.supportedValuesOf("timeZone");

/** Everything about a department but its people. Null is a new one. */
export function DepartmentForm({ department }: { department: Department | null }) {
  const { t } = useLingui();
  const { organization } = useMe();
  const form = useDepartmentForm(department, organization.zone);
  const { fields, set, problem } = form;

  return (
    <form
      className={frame.form}
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <StaleDepartment form={form} />
      <TextInput
        label={t({ message: "Name", context: "of a department" })}
        required
        maxLength={100}
        value={fields.name}
        error={fieldProblem(problem, "name")}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t`Mail address`}
        description={t`Customers write to this address.`}
        rightSection={<span className={classes.host}>@{organization.host}</span>}
        rightSectionWidth="auto"
        value={fields.address_local_part}
        error={fieldProblem(problem, "address_local_part")}
        onChange={(event) => set({ address_local_part: event.currentTarget.value })}
      />
      <Select
        label={t`Time zone`}
        searchable
        limit={20}
        allowDeselect={false}
        data={ZONES}
        value={fields.zone}
        error={fieldProblem(problem, "zone")}
        onChange={(zone) => zone && set({ zone })}
      />
      <HoursEditor week={fields.hours} error={fieldProblem(problem, "hours")} onChange={(hours) => set({ hours })} />
      <Target seconds={fields.first_response_seconds} onChange={(value) => set({ first_response_seconds: value })} />
      <PromisePreview fields={fields} department={department} />
      <Colour value={fields.colour} onChange={(colour) => set({ colour })} />
      <Switch
        label={t`Ask customers how it went after solving`}
        checked={fields.survey_enabled}
        onChange={(event) => set({ survey_enabled: event.currentTarget.checked })}
      />
      {department && ("hours" in form.changes || "zone" in form.changes) && <HoursEffect department={department.id} />}
      <div>
        <Button type="submit" loading={form.saving} disabled={!form.dirty || fields.name.trim() === ""}>
          {department ? <Trans>Save</Trans> : <Trans>Create department</Trans>}
        </Button>
      </div>
    </form>
  );
}

/** The promise in hours and minutes of working time. */
function Target({ seconds, onChange }: { seconds: number; onChange: (seconds: number) => void }) {
  const { t } = useLingui();
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const change = (nextHours: number, nextMinutes: number) =>
    onChange(Math.max(60, nextHours * 3600 + nextMinutes * 60));
  return (
    <fieldset className={classes.target}>
      <legend>
        <Trans>First reply promised within, in working time</Trans>
      </legend>
      <NumberInput
        label={t`Hours`}
        min={0}
        max={2160}
        value={hours}
        onChange={(value) => change(Number(value) || 0, minutes)}
      />
      <NumberInput
        label={t`Minutes`}
        min={0}
        max={59}
        value={minutes}
        onChange={(value) => change(hours, Number(value) || 0)}
      />
    </fieldset>
  );
}

function Colour({ value, onChange }: { value: string; onChange: (colour: string) => void }) {
  const { t } = useLingui();
  const choices = COLOURS.includes(value) ? COLOURS : [value, ...COLOURS];
  return (
    <fieldset className={classes.target}>
      <legend>
        <Trans>Colour</Trans>
      </legend>
      {choices.map((colour, index) => (
        <UnstyledButton
          key={colour}
          className={classes.colour}
          style={{ background: colour }}
          aria-label={t`Colour ${index + 1}`}
          aria-pressed={colour === value}
          onClick={() => onChange(colour)}
        >
          {colour === value && <IconCheck size={18} color="#ffffff" aria-hidden="true" />}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

/** What new hours do to work that is already promised, said before they are saved. */
function HoursEffect({ department }: { department: string }) {
  const effects = useQuery(departmentsEffectsOptions({ path: { public_id: department } })).data;
  if (!effects) return null;
  return (
    <p className={frame.warning}>
      <Plural
        value={effects.running_clocks}
        one="# open ticket will get a new deadline."
        other="# open tickets will get new deadlines."
      />
    </p>
  );
}
