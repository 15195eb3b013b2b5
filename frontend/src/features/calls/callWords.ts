import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Call, CallLeg, CallRow, CallVisit } from "@/api/generated/types.gen";

export type Outcome = Exclude<CallRow["outcome"], "">;

export const outcomeName: Record<Outcome, MessageDescriptor> = {
  answered: msg({ message: "Answered", context: "call outcome" }),
  abandoned: msg({ message: "Hung up while waiting", context: "call outcome" }),
  short_abandon: msg({ message: "Hung up at once", context: "call outcome" }),
  abandoned_ivr: msg({ message: "Hung up in the menu", context: "call outcome" }),
  flow_out: msg({ message: "Sent elsewhere", context: "call outcome" }),
  voicemail: msg({ message: "Voicemail", context: "call outcome" }),
  callback_requested: msg({ message: "Call-back requested", context: "call outcome" }),
  closed: msg({ message: "Outside opening hours", context: "call outcome" }),
  no_answer: msg({ message: "No answer", context: "call outcome" }),
  busy: msg({ message: "Busy", context: "call outcome" }),
  failed: msg({ message: "Failed", context: "call outcome" }),
};

/** The outcomes in the order the filter offers them. */
export const OUTCOMES = Object.keys(outcomeName) as Outcome[];

export const stateName: Record<CallRow["state"], MessageDescriptor> = {
  waiting: msg({ message: "Waiting", context: "call" }),
  talking: msg({ message: "Talking", context: "call" }),
  over: msg({ message: "Over", context: "call" }),
};

export const visitResultName: Record<CallVisit["result"], MessageDescriptor> = {
  waiting: msg({ message: "Waiting", context: "call" }),
  answered: msg({ message: "Answered", context: "call outcome" }),
  abandoned: msg({ message: "Hung up", context: "queue" }),
  timeout: msg({ message: "Waited too long, sent on", context: "queue" }),
  exit_empty: msg({ message: "Nobody signed in, sent on", context: "queue" }),
  exit_key: msg({ message: "Left by a key", context: "queue" }),
  voicemail: msg({ message: "Voicemail", context: "call outcome" }),
  callback_requested: msg({ message: "Call-back requested", context: "call outcome" }),
  unknown: msg({ message: "Not known", context: "queue" }),
};

export const legResultName: Record<CallLeg["result"], MessageDescriptor> = {
  ringing: msg({ message: "Ringing", context: "call" }),
  talking: msg({ message: "Talking", context: "call" }),
  completed: msg({ message: "Completed", context: "call" }),
  blind: msg({ message: "Handed on blind", context: "call" }),
  attended: msg({ message: "Handed on after asking", context: "call" }),
  no_answer: msg({ message: "Rang out", context: "call" }),
  declined: msg({ message: "Declined", context: "call" }),
  cancelled: msg({ message: "Stopped ringing", context: "call" }),
  unknown: msg({ message: "Not known", context: "queue" }),
};

export const endedByName: Record<Exclude<Call["ended_by"], "">, MessageDescriptor> = {
  agent: msg({ message: "by the agent", context: "call ended" }),
  customer: msg({ message: "by the customer", context: "call ended" }),
};
