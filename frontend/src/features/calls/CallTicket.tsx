import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Combobox, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import {
  callsLinkMutation,
  callsRetrieveQueryKey,
  ticketsListOptions,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Call } from "@/api/generated/types.gen";
import { notify, notifyProblem } from "@/ui/notify";
import classes from "./CallScreen.module.css";

/** The ticket the call belongs to; putting it to another can be undone. */
export function CallTicket({ call }: { call: Call }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const linking = useMutation({ ...callsLinkMutation(), onError: notifyProblem });
  const path = { public_id: call.id };

  const link = async (ticket: string | null) => {
    const before = call.ticket?.id ?? null;
    const answer = await linking.mutateAsync({ path, body: { ticket_id: ticket } });
    queryClient.setQueryData(callsRetrieveQueryKey({ path }), answer);
    const number = answer.ticket?.number;
    notify(number ? t`The call is now on ticket #${number}.` : t`The call was taken off its ticket.`, {
      undo: () =>
        linking.mutate(
          { path, body: { ticket_id: before } },
          { onSuccess: (undone) => queryClient.setQueryData(callsRetrieveQueryKey({ path }), undone) },
        ),
    });
  };

  return (
    <section className={classes.card}>
      <h2>
        <Trans>Ticket</Trans>
      </h2>
      {call.ticket ? (
        <div className={classes.row}>
          <Link to="/inbox/$view/$ticket" params={{ view: "all", ticket: call.ticket.id }} className={classes.link}>
            #{call.ticket.number}
          </Link>
          {call.abilities.link && (
            <Button variant="subtle" color="gray" size="xs" onClick={() => void link(null)}>
              <Trans>Take off this ticket</Trans>
            </Button>
          )}
        </div>
      ) : (
        <p className={classes.quiet}>
          <Trans>This call is on no ticket.</Trans>
        </p>
      )}
      {call.abilities.link && <TicketSearch onChoose={(ticket) => void link(ticket)} />}
    </section>
  );
}

/** Finds a ticket by number, subject, customer or phone; the server searches. */
function TicketSearch({ onChoose }: { onChoose: (ticket: string) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 250);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const found = useQuery({
    ...ticketsListOptions({ query: { view: "all", q: asked } }),
    enabled: asked.length > 1,
  });
  const tickets = found.data?.results.slice(0, 8) ?? [];

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(ticket) => {
        onChoose(ticket);
        setText("");
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          label={t`Put on a ticket`}
          placeholder={t`Number, subject or customer`}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked.length < 2}>
        <Combobox.Options aria-label={t`Tickets found`}>
          {tickets.map((ticket) => (
            <Combobox.Option key={ticket.id} value={ticket.id}>
              #{ticket.number} {ticket.subject} · {ticket.contact.name}
            </Combobox.Option>
          ))}
          {found.data && tickets.length === 0 && (
            <Combobox.Empty>
              <Trans>No ticket found</Trans>
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
