import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { TicketDetail } from "@/api/tickets";
import classes from "./Participants.module.css";
import { type Participant, useParticipants } from "./useParticipants";

/** Who else is on the ticket: in copy, waiting for a decision, left out. */
export function Participants({ ticket }: { ticket: TicketDetail }) {
  const deciding = useParticipants(ticket);
  const may = ticket.abilities.reply;
  return (
    <>
      {ticket.participants.length > 0 && (
        <ul className={classes.list}>
          {ticket.participants.map((one) => (
            <li key={one.email} className={classes.row}>
              <span className={classes.who}>
                {one.name || one.email}
                <span className={classes.how}>
                  {one.name && one.name !== one.email && <>{one.email} · </>}
                  <How participant={one} />
                </span>
              </span>
              {may && <Acts participant={one} deciding={deciding} />}
            </li>
          ))}
        </ul>
      )}
      {may && <AddSomebody onAdd={deciding.add} />}
    </>
  );
}

/** Above the composer: who gets the answer in copy, and people whom nobody has decided about. */
export function WaitingParticipants({ ticket }: { ticket: TicketDetail }) {
  const deciding = useParticipants(ticket);
  const waiting = ticket.participants.filter((one) => one.state === "suggested");
  const [first] = waiting;
  const copies = ticket.participants.filter((one) => one.state === "added").map((one) => one.email);
  if (!ticket.abilities.reply) return null;
  if (!first) return copies.length > 0 ? <InCopy addresses={copies.join(", ")} /> : null;
  const { email } = first;
  const more = waiting.length - 1;
  return (
    <section className={classes.bar} aria-live="polite">
      <span className={classes.words}>
        {first.source === "wrote" ? (
          <Trans>
            <strong>{email}</strong> also wrote and is not part of this ticket.
          </Trans>
        ) : (
          <Trans>
            <strong>{email}</strong> was in copy and gets no replies yet.
          </Trans>
        )}{" "}
        {more > 0 && <Trans>{more} more in the details.</Trans>}
      </span>
      <span className={classes.acts}>
        <Acts participant={first} deciding={deciding} />
      </span>
    </section>
  );
}

function InCopy({ addresses }: { addresses: string }) {
  return (
    <p className={classes.copies}>
      <Trans>
        Replies go in copy to <strong>{addresses}</strong>
      </Trans>
    </p>
  );
}

function How({ participant }: { participant: Participant }) {
  if (participant.state === "added") return <Trans>gets replies in copy</Trans>;
  if (participant.state === "left_out") return <Trans>left out</Trans>;
  return participant.source === "wrote" ? <Trans>wrote, not confirmed</Trans> : <Trans>in copy, not confirmed</Trans>;
}

function Acts({ participant, deciding }: { participant: Participant; deciding: ReturnType<typeof useParticipants> }) {
  const { t } = useLingui();
  const { email, state } = participant;
  const busy = deciding.deciding === email;
  return (
    <>
      {state !== "added" && (
        <Button
          size="compact-xs"
          variant="default"
          loading={busy}
          aria-label={t`Add ${email} to the conversation`}
          onClick={() => deciding.add(email)}
        >
          <Trans>Add to conversation</Trans>
        </Button>
      )}
      {state !== "left_out" && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          disabled={busy}
          aria-label={t`Leave ${email} out`}
          onClick={() => deciding.leaveOut(email)}
        >
          <Trans>Leave out</Trans>
        </Button>
      )}
    </>
  );
}

function AddSomebody({ onAdd }: { onAdd: (email: string) => void }) {
  const { t } = useLingui();
  const [email, setEmail] = useState<string | null>(null);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (email?.trim()) onAdd(email.trim());
    setEmail(null);
  };
  if (email === null)
    return (
      <Button
        mt={8}
        size="compact-xs"
        variant="subtle"
        leftSection={<IconUserPlus size={14} aria-hidden />}
        onClick={() => setEmail("")}
      >
        <Trans>Add somebody in copy</Trans>
      </Button>
    );
  return (
    <form onSubmit={add}>
      <TextInput
        mt={8}
        size="xs"
        type="email"
        required
        autoFocus
        label={t`E-mail address`}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && setEmail(null)}
        rightSectionWidth={70}
        rightSection={
          <Button type="submit" size="compact-xs">
            <Trans>Add</Trans>
          </Button>
        }
      />
    </form>
  );
}
