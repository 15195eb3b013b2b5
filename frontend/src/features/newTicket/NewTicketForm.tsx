import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, Textarea, TextInput } from "@mantine/core";
import type { PriorityEnum } from "@/api/generated/types.gen";
import { fieldProblem } from "@/api/problem";
import { useDepartments } from "@/api/useMe";
import { Keys } from "@/ui/Keys";
import { notify } from "@/ui/notify";
import { useShortcuts } from "@/ui/shortcuts";
import { languageName, priorityName } from "@/ui/ticketWords";
import { usePageTitle } from "@/ui/usePageTitle";
import classes from "./NewTicketForm.module.css";
import { useNewTicket } from "./useNewTicket";

/** Writing to a customer first. */
export function NewTicketForm() {
  const { t } = useLingui();
  usePageTitle(t`New ticket`);
  const choices = useDepartments({ mine: true });
  const ticket = useNewTicket(choices[0]?.id ?? null);
  const { fields, set, problem } = ticket;
  useShortcuts([{ keys: "$mod+Enter", name: t`Open the ticket and send`, group: t`New ticket`, run: ticket.send }]);

  return (
    <div className={classes.page}>
      <h1 className={classes.title}>
        <Trans>New ticket</Trans>
      </h1>
      <p className={classes.hint}>
        <Trans>The customer gets your first message by e-mail; the answer lands in the same ticket.</Trans>
      </p>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          ticket.send();
        }}
      >
        <div className={classes.pair}>
          <TextInput
            label={t`Customer’s e-mail`}
            type="email"
            required
            autoFocus
            maxLength={320}
            value={fields.email}
            error={fieldProblem(problem, "contact_email")}
            onChange={(event) => set({ email: event.currentTarget.value })}
          />
          <TextInput
            label={t`Customer’s name`}
            description={t`Kept as it is if we know the address already.`}
            inputWrapperOrder={["label", "input", "description", "error"]}
            maxLength={200}
            value={fields.name}
            error={fieldProblem(problem, "contact_name")}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </div>
        <div className={classes.three}>
          <Select
            label={t`Department`}
            required
            allowDeselect={false}
            data={choices.map(({ id, name }) => ({ value: id, label: name }))}
            value={fields.department}
            error={fieldProblem(problem, "department_id")}
            onChange={(department) => set({ department })}
          />
          <Choices fields={fields} set={set} />
        </div>
        <TextInput
          label={t`Subject`}
          required
          maxLength={300}
          lang={fields.language}
          value={fields.subject}
          error={fieldProblem(problem, "subject")}
          onChange={(event) => set({ subject: event.currentTarget.value })}
        />
        <Textarea
          label={t`Message`}
          required
          autosize
          minRows={8}
          maxRows={24}
          lang={fields.language}
          value={fields.text}
          error={fieldProblem(problem, "text")}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        <div className={classes.acts}>
          <Button
            type="submit"
            loading={ticket.sending}
            disabled={!ticket.complete}
            rightSection={<Keys keys="$mod+Enter" />}
          >
            <Trans>Open and send</Trans>
          </Button>
          {ticket.begun && <StartOver ticket={ticket} />}
        </div>
      </form>
    </div>
  );
}

type Ticket = ReturnType<typeof useNewTicket>;

function Choices({ fields, set }: Pick<Ticket, "fields" | "set">) {
  const { t, i18n } = useLingui();
  const priorities = Object.keys(priorityName) as PriorityEnum[];
  return (
    <>
      <Select
        label={t`Customer’s language`}
        allowDeselect={false}
        data={Object.entries(languageName).map(([value, label]) => ({ value, label }))}
        value={fields.language}
        onChange={(language) => language && set({ language })}
      />
      <Select
        label={t`Priority`}
        allowDeselect={false}
        data={priorities.map((value) => ({ value, label: i18n._(priorityName[value]) }))}
        value={fields.priority}
        onChange={(priority) => priority && set({ priority: priority as PriorityEnum })}
      />
    </>
  );
}

/** Empties the form; what stood there comes back with Undo. */
function StartOver({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  const before = ticket.fields;
  return (
    <Button
      variant="default"
      onClick={() => {
        ticket.startOver();
        notify(t`The form is empty`, { undo: () => ticket.set(before) });
      }}
    >
      <Trans>Start over</Trans>
    </Button>
  );
}
