import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconAlertTriangleFilled, IconCheck } from "@tabler/icons-react";
import { clockTime } from "@/ui/formats";
import { Keys } from "@/ui/Keys";
import { useZone } from "@/ui/zone";
import type { Missing } from "./answers";
import classes from "./ReviewFooter.module.css";
import type { useMarking } from "./useReview";

type ReviewFooterProps = {
  marking: ReturnType<typeof useMarking>;
  missing: readonly Missing[];
  /** Listed only after somebody has tried to complete. */
  listMissing: boolean;
  onFocus: (criterion: string) => void;
  onComplete: () => void;
  completing: boolean;
};

export function ReviewFooter(props: ReviewFooterProps) {
  const { marking, missing, listMissing, onFocus, onComplete, completing } = props;
  return (
    <footer className={classes.footer}>
      {listMissing && missing.length > 0 && <MissingList missing={missing} onFocus={onFocus} />}
      <div className={classes.line}>
        <Saved marking={marking} />
        {missing.length > 0 && (
          <span className={classes.left}>
            <Plural value={missing.length} one="# left" other="# left" />
          </span>
        )}
        <Button className={classes.complete ?? ""} onClick={onComplete} loading={completing}>
          <Trans>Complete & next</Trans>
          <span className={classes.keys} aria-hidden="true">
            <Keys keys="$mod+Enter" />
          </span>
        </Button>
      </div>
    </footer>
  );
}

function Saved({ marking }: { marking: ReviewFooterProps["marking"] }) {
  const { i18n } = useLingui();
  const zone = useZone();
  const time = marking.savedAt && clockTime(new Date(marking.savedAt), i18n.locale, zone);
  return (
    <span className={classes.saved} role="status" data-retrying={marking.retrying || undefined}>
      {marking.retrying ? (
        <Trans>Not saved – retrying</Trans>
      ) : marking.saving ? (
        <Trans>Saving…</Trans>
      ) : (
        time && (
          <>
            <IconCheck size={14} aria-hidden="true" /> <Trans>Saved {time}</Trans>
          </>
        )
      )}
    </span>
  );
}

function MissingList({ missing, onFocus }: Pick<ReviewFooterProps, "missing" | "onFocus">) {
  return (
    <div role="alert" className={classes.missing}>
      <p>
        <IconAlertTriangleFilled size={14} aria-hidden="true" />{" "}
        <Plural value={missing.length} one="# thing is still missing:" other="# things are still missing:" />
      </p>
      <ul>
        {missing.map(({ criterion, what }) => (
          <li key={criterion.id}>
            <button type="button" onClick={() => onFocus(criterion.id)}>
              {what === "answer" ? criterion.name : <Trans>Root cause of “{criterion.name}”</Trans>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
