import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Drawer } from "@mantine/core";
import { IconAlertTriangle, IconBell, IconCheck } from "@tabler/icons-react";
import type { Alert } from "@/api/generated/types.gen";
import { EmptyState } from "@/ui/EmptyState";
import { clearNews, type News, useNews } from "@/ui/news";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./Alerts.module.css";
import { AlertsForMe } from "./AlertsForMe";

type Props = { alerts: readonly Alert[]; onClose: () => void };

/** What happened to this person's work, and what was said in this tab; what can be undone is undone here as well. */
export function Alerts({ alerts, onClose }: Props) {
  const { t } = useLingui();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="left"
      size={380}
      padding={0}
      title={t`Alerts`}
      classNames={{ header: classes.header }}
      closeButtonProps={{ "aria-label": t`Close` }}
    >
      <List alerts={alerts} onClose={onClose} />
    </Drawer>
  );
}

function List({ alerts, onClose }: Props) {
  const { t } = useLingui();
  const said = useNews();
  if (alerts.length + said.length === 0)
    return (
      <EmptyState
        icon={<IconBell size={22} />}
        title={t`Nothing yet`}
        hint={t`When a ticket is assigned to you, its customer answers, or your work is reviewed, it is told here.`}
      />
    );
  return (
    <>
      <AlertsForMe alerts={alerts} onFollow={onClose} />
      {said.length > 0 && <Said said={said} />}
    </>
  );
}

/** The toasts of this tab; they go with the page. */
function Said({ said }: { said: readonly News[] }) {
  const { t } = useLingui();
  return (
    <section>
      <h3 className={classes.heading}>
        <Trans>Said on this page</Trans>
      </h3>
      <ul>
        {said.map((one) => (
          <li
            key={one.id}
            className={classes.item}
            data-problem={one.isProblem || undefined}
            data-new={!one.isRead || undefined}
          >
            {one.isProblem ? (
              <IconAlertTriangle size={16} role="img" aria-label={t`Problem`} />
            ) : (
              <IconCheck size={16} aria-hidden />
            )}
            <span className={classes.words}>
              {one.message} <Timestamp at={one.at} className={classes.when} />
            </span>
            {one.undo && (
              <Button size="compact-sm" variant="subtle" onClick={one.undo}>
                <Trans>Undo</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button className={classes.clear} size="compact-sm" variant="subtle" onClick={clearNews}>
        <Trans>Clear all</Trans>
      </Button>
    </section>
  );
}
