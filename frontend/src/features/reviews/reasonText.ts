import type { I18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Review } from "@/api/generated/types.gen";
import { criteriaOf } from "./answers";

/** A reason of the outcome (`critical:<criterion>`, `below_pass_mark`, …) in words. */
export function reasonText(reason: string, review: Review, i18n: I18n): string {
  const [code, id] = reason.split(":");
  const criterion = criteriaOf(review.scorecard).find((each) => each.id === id)?.name ?? "";
  const section = review.scorecard.sections.find((each) => each.id === id)?.name ?? "";
  const pass = i18n.number(Number(review.scorecard.pass_mark_percent));
  switch (code) {
    case "critical":
      return i18n._(msg`The critical criterion “${criterion}” was not met.`);
    case "critical_section":
      return i18n._(msg`A critical criterion took the section “${section}” to 0.`);
    case "below_pass_mark":
      return i18n._(msg`The score is below the pass mark of ${pass} %.`);
    case "section_below_pass_mark":
      return i18n._(msg`The section “${section}” is below its own pass mark.`);
    case "not_applicable_answer":
      return i18n._(msg`An answer was N/A, which this scorecard does not pass.`);
    default:
      return reason;
  }
}
