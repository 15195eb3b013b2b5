import { Trans, useLingui } from "@lingui/react/macro";
import { Button, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { SetAsideMail } from "@/api/generated/types.gen";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./AdminFrame.module.css";
import own from "./SetAside.module.css";
import { reasonName } from "./setAsideWords";
import type { SetAsideActs } from "./useSetAsideActs";

type SetAsideLineProps = { mail: SetAsideMail; acts: SetAsideActs; onOpen: () => void };

/** One mail on no ticket: what it is called, why it is here, and the quick way to be done with it. */
export function SetAsideLine({ mail, acts, onOpen }: SetAsideLineProps) {
  const { t, i18n } = useLingui();
  const subject = useSubject(mail);
  return (
    <tr>
      <th scope="row">
        <UnstyledButton className={own.open} onClick={onOpen}>
          {subject}
        </UnstyledButton>
        <div className={classes.quiet}>
          <Sender mail={mail} />
        </div>
        <div className={own.phone}>{i18n._(reasonName[mail.reason])}</div>
      </th>
      <td>
        {i18n._(reasonName[mail.reason])}
        <Outcome mail={mail} />
      </td>
      <td className={classes.moment}>
        <Timestamp at={mail.arrived_at} as="moment" />
      </td>
      <td>
        {mail.abilities.dismiss && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={acts.busy}
            aria-label={t`Dismiss: ${subject}`}
            onClick={() => acts.dismiss(mail)}
          >
            <Trans>Dismiss</Trans>
          </Button>
        )}
        {mail.abilities.restore && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={acts.busy}
            aria-label={t`Put back: ${subject}`}
            onClick={() => acts.restore(mail)}
          >
            <Trans>Put back</Trans>
          </Button>
        )}
      </td>
    </tr>
  );
}

/** What the mail is called; of one that could not be read nobody knows. */
export function useSubject(mail: SetAsideMail | undefined) {
  const { t } = useLingui();
  if (!mail) return t`Mail set aside`;
  return mail.subject || (mail.reason === "unreadable" ? t`Unknown subject` : t`(no subject)`);
}

/** Name and address, as the mail claims them. */
export function Sender({ mail }: { mail: SetAsideMail }) {
  if (!mail.sender && !mail.sender_name) return <Trans>Unknown sender</Trans>;
  return mail.sender_name ? `${mail.sender_name} <${mail.sender}>` : mail.sender;
}

/** Where it is now, who decided, and when. */
export function Outcome({ mail }: { mail: SetAsideMail }) {
  const { ticket, settled_by: person } = mail;
  const number = ticket?.number;
  return (
    <>
      {mail.is_being_read && (
        <div className={classes.quiet}>
          <Trans>Being read again</Trans>
        </div>
      )}
      {ticket && (
        <div>
          <Link to="/inbox/$view/$ticket" params={{ view: "all", ticket: ticket.id }} className={own.ticket}>
            <Trans>Ticket #{number}</Trans>
          </Link>
        </div>
      )}
      {person && mail.settled_at && (
        <div className={classes.quiet}>
          {person} · <Timestamp at={mail.settled_at} as="moment" />
        </div>
      )}
    </>
  );
}
