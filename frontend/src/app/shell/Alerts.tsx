import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Drawer } from "@mantine/core";
import { IconAlertTriangle, IconBell, IconCheck } from "@tabler/icons-react";
import { EmptyState } from "@/ui/EmptyState";
import { clearNews, useNews } from "@/ui/news";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./Alerts.module.css";

/** What was said in this tab, newest first; what can be undone is undone here as well. */
export function Alerts({ onClose }: { onClose: () => void }) {
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
      <List />
    </Drawer>
  );
}

function List() {
  const { t } = useLingui();
  const news = useNews();
  if (news.length === 0)
    return (
      <EmptyState
        icon={<IconBell size={22} />}
        title={t`Nothing yet`}
        hint={t`What is said in the corner of the screen is kept here until the page is closed.`}
      />
    );
  return (
    <>
      <ul>
        {news.map((one) => (
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
    </>
  );
}
