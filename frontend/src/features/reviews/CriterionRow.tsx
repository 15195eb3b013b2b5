import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Select, Textarea, Tooltip } from "@mantine/core";
import { IconAlertTriangleFilled, IconMessage2, IconPin, IconPinnedOff } from "@tabler/icons-react";
import { useState } from "react";
import type { Criterion, Mark, RootCause } from "@/api/generated/types.gen";
import { playDuration } from "@/ui/formats";
import { AnswerButtons } from "./AnswerButtons";
import { isLow } from "./answers";
import classes from "./CriterionRow.module.css";
import { useNote } from "./useNote";
import type { Scoring } from "./useScoring";
import { criticalEffect } from "./words";

type CriterionRowProps = {
  criterion: Criterion;
  mark: Mark | undefined;
  active: boolean;
  causes: RootCause[];
  scoring: Scoring;
};

export function CriterionRow({ criterion, mark, active, causes, scoring }: CriterionRowProps) {
  const { t } = useLingui();
  const [noteOpen, setNoteOpen] = useState(false);
  const low = isLow(criterion, mark);
  const showNote = noteOpen || Boolean(mark?.note);

  return (
    <div
      className={classes.row}
      data-criterion={criterion.id}
      data-active={active || undefined}
      onFocusCapture={() => scoring.activate(criterion.id)}
    >
      <div className={classes.top}>
        <span id={`criterion-${criterion.id}`} className={classes.text} title={criterion.guidance || undefined}>
          {criterion.name} <Critical critical={criterion.critical} />
        </span>
        <Moment criterion={criterion} mark={mark} scoring={scoring} />
      </div>
      <div className={classes.answers}>
        <AnswerButtons criterion={criterion} mark={mark} onAnswer={(answer) => scoring.answer(criterion, answer)} />
        <Tooltip label={t`Note`}>
          <ActionIcon
            size={28}
            aria-label={t`Note on “${criterion.name}”`}
            aria-expanded={showNote}
            onClick={() => setNoteOpen(!noteOpen)}
          >
            <IconMessage2 size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
      {low && <Effect critical={criterion.critical} />}
      {low && <CauseSelect criterion={criterion} mark={mark} causes={causes} scoring={scoring} />}
      {showNote && <Note criterion={criterion} mark={mark} scoring={scoring} autoFocus={noteOpen} />}
    </div>
  );
}

function Critical({ critical }: { critical: Criterion["critical"] }) {
  if (critical === "none") return null;
  return (
    <span className={classes.critical}>
      <IconAlertTriangleFilled size={13} aria-hidden="true" /> <Trans>critical</Trans>
    </span>
  );
}

function Effect({ critical }: { critical: Criterion["critical"] }) {
  const { i18n } = useLingui();
  if (critical === "none") return null;
  return (
    <p className={classes.effect} role="status">
      <IconAlertTriangleFilled size={14} aria-hidden="true" /> {i18n._(criticalEffect[critical])}
    </p>
  );
}

type PartProps = Omit<CriterionRowProps, "active" | "causes">;

/** The second or message that shows why; pressing it goes there. */
function Moment({ criterion, mark, scoring }: PartProps) {
  const { t } = useLingui();
  const pinned = mark?.at_second != null || mark?.message_id != null;
  if (!pinned) {
    if (!scoring.canPin) return null;
    return (
      <Tooltip label={t`Pin to this moment (P)`}>
        <ActionIcon
          size={24}
          aria-label={t`Pin “${criterion.name}” to this moment`}
          onClick={() => scoring.pin(criterion)}
        >
          <IconPin size={15} />
        </ActionIcon>
      </Tooltip>
    );
  }
  return (
    <span className={classes.moment}>
      <button type="button" className={classes.time} onClick={() => scoring.goTo(mark)}>
        {mark.at_second == null ? <Trans>message</Trans> : playDuration(mark.at_second)}
      </button>
      <ActionIcon size={24} aria-label={t`Unpin “${criterion.name}”`} onClick={() => scoring.unpin(criterion)}>
        <IconPinnedOff size={14} />
      </ActionIcon>
    </span>
  );
}

function CauseSelect({ criterion, mark, causes, scoring }: PartProps & { causes: RootCause[] }) {
  const { t } = useLingui();
  return (
    <Select
      className={classes.cause}
      size="xs"
      aria-label={t`Root cause of “${criterion.name}”`}
      placeholder={t`Root cause (required for a low answer)`}
      value={mark?.root_cause || null}
      onChange={(value) => scoring.change(criterion, { root_cause: (value ?? "") as Mark["root_cause"] })}
      data={causes.map((cause) => ({ value: cause.key, label: cause.label }))}
    />
  );
}

function Note({ criterion, mark, scoring, autoFocus }: PartProps & { autoFocus: boolean }) {
  const { t } = useLingui();
  const note = useNote(mark?.note ?? "", (text) => scoring.change(criterion, { note: text }));
  return (
    <Textarea
      size="xs"
      autosize
      minRows={1}
      maxRows={6}
      autoFocus={autoFocus}
      aria-label={t`Note on “${criterion.name}”`}
      placeholder={t`What was heard or read`}
      value={note.text}
      onChange={(event) => note.type(event.currentTarget.value)}
      onBlur={note.flush}
    />
  );
}
