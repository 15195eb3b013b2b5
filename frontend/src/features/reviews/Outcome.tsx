import { Trans, useLingui } from "@lingui/react/macro";
import { IconAlertTriangleFilled, IconCircleCheckFilled } from "@tabler/icons-react";
import classes from "./QualityList.module.css";

/** The outcome of a finished review in one word and number. */
export function Outcome({ percent, passed }: { percent: number | null; passed: boolean | null }) {
  const { i18n } = useLingui();
  const shown = percent === null ? "–" : `${i18n.number(percent, { maximumFractionDigits: 0 })} %`;
  if (passed === null) return <span className={classes.meta}>{shown}</span>;
  return (
    <span className={classes.outcome} data-passed={passed}>
      {passed ? <IconCircleCheckFilled size={15} aria-hidden /> : <IconAlertTriangleFilled size={15} aria-hidden />}
      {shown} {passed ? <Trans>passed</Trans> : <Trans>not passed</Trans>}
    </span>
  );
}
