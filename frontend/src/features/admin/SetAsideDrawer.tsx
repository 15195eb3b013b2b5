import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Drawer, Skeleton } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { setAsideMailRetrieveOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { SetAsideMailDetail } from "@/api/generated/types.gen";
import { ErrorState } from "@/ui/ErrorState";
import { fileSize } from "@/ui/fileSize";
import { MakeTicket } from "./MakeTicket";
import own from "./SetAside.module.css";
import { Outcome, useSubject } from "./SetAsideLine";
import { reasonName, reasonSentence } from "./setAsideWords";
import type { SetAsideActs } from "./useSetAsideActs";

type SetAsideDrawerProps = { id: string | undefined; acts: SetAsideActs; onClose: () => void };

/** One mail on no ticket, as text: what it says of itself, why it is here, and what can be done. */
export function SetAsideDrawer({ id, acts, onClose }: SetAsideDrawerProps) {
  const { t } = useLingui();
  const asked = useQuery({ ...setAsideMailRetrieveOptions({ path: { public_id: id ?? "" } }), enabled: Boolean(id) });
  const mail = id ? asked.data : undefined;
  const title = useSubject(mail);
  return (
    <Drawer
      opened={Boolean(id)}
      onClose={onClose}
      position="right"
      size={600}
      title={title}
      closeButtonProps={{ "aria-label": t`Close` }}
    >
      {asked.isPending && <Skeleton height={320} />}
      {asked.isError && <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />}
      {mail && <Shown mail={mail} acts={acts} />}
    </Drawer>
  );
}

function Shown({ mail, acts }: { mail: SetAsideMailDetail; acts: SetAsideActs }) {
  const { i18n } = useLingui();
  const { detail } = mail;
  return (
    <div className={own.mail}>
      <div className={own.why}>
        <strong>{i18n._(reasonName[mail.reason])}</strong>
        <p>{i18n._(reasonSentence[mail.reason])}</p>
        {detail && (
          <p>
            <Trans>What stopped the reading: {detail}</Trans>
          </p>
        )}
        <Outcome mail={mail} />
      </div>
      {mail.abilities.ticket && <MakeTicket key={mail.id} mail={mail} acts={acts} />}
      <OtherActs mail={mail} acts={acts} />
      <Headers mail={mail} />
      {mail.text && <pre className={own.text}>{mail.text}</pre>}
    </div>
  );
}

function OtherActs({ mail, acts }: { mail: SetAsideMailDetail; acts: SetAsideActs }) {
  const { i18n } = useLingui();
  const size = fileSize(mail.size, i18n.locale);
  return (
    <div className={own.acts}>
      {mail.abilities.dismiss && (
        <Button variant="default" disabled={acts.busy} onClick={() => acts.dismiss(mail)}>
          <Trans>Dismiss</Trans>
        </Button>
      )}
      {mail.abilities.restore && (
        <Button variant="default" disabled={acts.busy} onClick={() => acts.restore(mail)}>
          <Trans>Put back</Trans>
        </Button>
      )}
      {mail.abilities.read_again && (
        <Button variant="default" disabled={acts.busy} onClick={() => acts.readAgain(mail)}>
          <Trans>Read again</Trans>
        </Button>
      )}
      <Button
        variant="subtle"
        leftSection={<IconDownload size={16} aria-hidden />}
        disabled={acts.busy}
        onClick={() => acts.download(mail)}
      >
        <Trans>Download the original, {size}</Trans>
      </Button>
    </div>
  );
}

function Headers({ mail }: { mail: SetAsideMailDetail }) {
  const { t } = useLingui();
  if (mail.headers.length === 0)
    return (
      <p className={own.none}>
        <Trans>Nothing is known of what it says. Read it again, or download the original and open it with care.</Trans>
      </p>
    );
  return (
    <dl className={own.headers} aria-label={t`Headers`}>
      {mail.headers.map(({ name, value }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may stand there twice, and the list never changes
        <div key={`${place} ${name}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
