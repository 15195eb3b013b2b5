import type { SetAsideReasonEnum, SetAsideStateEnum } from "@/api/generated/types.gen";

export const SET_ASIDE_STATES: SetAsideStateEnum[] = ["waiting", "dismissed", "ticketed"];
export const SET_ASIDE_REASONS: SetAsideReasonEnum[] = [
  "own_mailbox",
  "loop",
  "unknown_report",
  "delivery_report",
  "no_department",
  "unreadable",
];

/** The address of the page: what is listed, and which mail is open beside it. */
export type SetAsideSearch = {
  state?: SetAsideStateEnum | undefined;
  reason?: SetAsideReasonEnum | undefined;
  mail?: string | undefined;
};
