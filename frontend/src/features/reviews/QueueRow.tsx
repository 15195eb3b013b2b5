import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Menu } from "@mantine/core";
import { IconMessages, IconPhone } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { scorecardsListOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { Work } from "@/api/generated/types.gen";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./QualityList.module.css";
import { useStartReview } from "./useStartReview";

/** One piece of work, and the way to begin with it. */
export function QueueRow({ item }: { item: Work }) {
  const isCall = item.subject.kind === "call";
  const Icon = isCall ? IconPhone : IconMessages;
  return (
    <li className={classes.row}>
      <Icon size={18} aria-hidden="true" className={classes.icon} />
      <div className={classes.what}>
        <strong>{item.subject.title}</strong>
        <p>
          {isCall ? <Trans>Call</Trans> : <Trans>Conversation</Trans>} · <Timestamp at={item.worked_at} as="moment" />
        </p>
      </div>
      <span className={classes.person}>
        <PersonAvatar name={item.agent.name} size={24} />
        {item.agent.name}
      </span>
      <StartButton item={item} />
    </li>
  );
}

/** One scorecard for this kind of work: one button. Several: the reviewer says which. */
function StartButton({ item }: { item: Work }) {
  const { t } = useLingui();
  const { start, isStarting } = useStartReview();
  const scorecards = useQuery({ ...scorecardsListOptions(), staleTime: 60_000 }).data?.results ?? [];
  const fitting = scorecards.filter((scorecard) => scorecard.subject_kind === item.subject.kind);
  const label = t`Review ${item.subject.title}`;
  const button = (
    <Button
      size="xs"
      variant="light"
      aria-label={label}
      loading={isStarting}
      disabled={fitting.length === 0}
      onClick={fitting.length === 1 ? () => void start(item.subject) : undefined}
    >
      <Trans>Review</Trans>
    </Button>
  );
  if (fitting.length < 2) return button;
  return (
    <Menu position="bottom-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {fitting.map((scorecard) => (
          <Menu.Item key={scorecard.id} onClick={() => void start(item.subject, scorecard.id)}>
            {scorecard.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
