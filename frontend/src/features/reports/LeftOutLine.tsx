import { Trans, useLingui } from "@lingui/react/macro";
import type { LeftOut } from "@/api/generated/types.gen";
import { intlLocale } from "@/ui/formats";
import classes from "./ReportFrame.module.css";

/** What the period holds beside the figures: cases that are listed and not counted, by reason; a door like any number. */
export function LeftOutLine({ cases, onOpen }: { cases: readonly LeftOut[]; onOpen: () => void }) {
  const { i18n } = useLingui();
  if (cases.length === 0) return null;
  const reasons = cases.map(({ label, count }) => `${label} (${i18n.number(count)})`);
  const list = new Intl.ListFormat(intlLocale(i18n.locale), { type: "unit" }).format(reasons);
  return (
    <button type="button" className={classes.leftOut} onClick={onOpen}>
      <Trans>Left out: {list}</Trans>
    </button>
  );
}

export const leftOutCount = (cases: readonly LeftOut[]) => cases.reduce((sum, { count }) => sum + count, 0);
