import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconHeadphones } from "@tabler/icons-react";
import type { Subject } from "@/api/generated/types.gen";
import { useAbility, useMe } from "@/api/useMe";
import { useShortcuts } from "@/ui/shortcuts";
import { useStartReview } from "./useStartReview";

type Props = {
  subject: Pick<Subject, "kind" | "id">;
  /** Whoever did the work; null when nobody known did. */
  agent: { id: string } | null;
};

/** Begins a review of work chosen by hand. Not there for those who judge nobody, nor beside one's own work. */
export function ReviewThisButton({ subject, agent }: Props) {
  const { t } = useLingui();
  const me = useMe();
  const { start, isStarting } = useStartReview();
  const may = useAbility("review.write") && agent !== null && agent.id !== me.id;
  const name = subject.kind === "call" ? t`Review this call` : t`Review this conversation`;
  useShortcuts([
    { keys: "v", name, group: t`Quality`, palette: true, run: () => void start(subject), disabled: !may || isStarting },
  ]);
  if (!may) return null;
  return (
    <Tooltip label={`${name} (V)`}>
      <ActionIcon aria-label={name} loading={isStarting} onClick={() => void start(subject)}>
        <IconHeadphones size={20} />
      </ActionIcon>
    </Tooltip>
  );
}
