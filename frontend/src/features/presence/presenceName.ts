import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { PresenceRetrieveResponse } from "@/api/generated/types.gen";

type PresenceState = PresenceRetrieveResponse["state"];

/** A new state in the schema fails to compile here until it has a name. */
export const presenceName: Record<PresenceState, MessageDescriptor> = {
  available: msg`Available`,
  break: msg`On a break`,
  offline: msg`Offline`,
  on_call: msg`On a call`,
  wrap_up: msg`Finishing a call`,
};

/** What a person chooses; the other states are set by the telephone. */
export const CHOSEN_STATES = ["available", "break", "offline"] as const;
