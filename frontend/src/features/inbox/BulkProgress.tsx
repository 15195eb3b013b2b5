import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Progress } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { bulkChangesCancel, bulkChangesUndo } from "@/api/generated/sdk.gen";
import type { BulkChange } from "@/api/generated/types.gen";
import { notifyProblem } from "@/ui/notify";
import classes from "./BulkProgress.module.css";
import { PassedOver } from "./PassedOver";
import { isOver, outcome, useKeptBulk } from "./useBulkChange";

/** A change of many tickets while it runs, and what became of it: its end is news, so it stays until it is closed. */
export function BulkProgress({ bulk, onClose }: { bulk: BulkChange; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const keep = useKeptBulk();
  const [listOpen, setListOpen] = useState(false);
  const settle = { onSuccess: keep, onError: notifyProblem };
  const path = { public_id: bulk.id };
  const cancel = useMutation({
    mutationFn: async () => (await bulkChangesCancel({ path, throwOnError: true })).data,
    ...settle,
  });
  const undo = useMutation({
    mutationFn: async () => (await bulkChangesUndo({ path, throwOnError: true })).data,
    ...settle,
  });
  const undoing = bulk.state === "undoing";
  const whole = undoing ? bulk.changed : bulk.total;
  const done = undoing ? bulk.restored + bulk.kept : bulk.changed + bulk.skipped;
  const doneWords = i18n.number(done);
  const wholeWords = i18n.number(whole);

  return (
    <section className={classes.bar} aria-label={t`Change of many tickets`}>
      {isOver(bulk) ? (
        <p className={classes.words}>{outcome(bulk)}</p>
      ) : (
        <>
          <p className={classes.words}>
            {undoing ? (
              <Trans>
                Putting back… {doneWords} of {wholeWords}
              </Trans>
            ) : (
              <Trans>
                Changing… {doneWords} of {wholeWords}
              </Trans>
            )}
          </p>
          <Progress value={whole ? (done / whole) * 100 : 0} size={4} aria-label={t`How far it is`} />
        </>
      )}
      <div className={classes.actions}>
        {bulk.abilities.cancel && (
          <Button size="compact-sm" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            <Trans>Stop</Trans>
          </Button>
        )}
        {isOver(bulk) && (bulk.state === "undone" ? bulk.kept : bulk.skipped) > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => setListOpen(true)}>
            <Trans>Show what was skipped</Trans>
          </Button>
        )}
        {bulk.abilities.undo && (
          <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
            <Trans>Undo</Trans>
          </Button>
        )}
        <span className={classes.space} />
        {isOver(bulk) && (
          <ActionIcon aria-label={t`Close`} onClick={onClose}>
            <IconX size={17} />
          </ActionIcon>
        )}
      </div>
      {listOpen && <PassedOver bulkId={bulk.id} onClose={() => setListOpen(false)} />}
    </section>
  );
}
