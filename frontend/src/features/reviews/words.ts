import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Criterion } from "@/api/generated/types.gen";

/** What a failed critical criterion does, said at once and not only in the receipt. */
export const criticalEffect: Record<Exclude<Criterion["critical"], "none">, MessageDescriptor> = {
  section: msg`This takes its section to 0.`,
  form: msg`This fails the whole review.`,
};
