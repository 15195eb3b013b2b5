import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { IconClockPause, IconCoffee, IconPencil, IconPhoneCall, IconUserCheck } from "@tabler/icons-react";
import type { AgentState } from "@/api/generated/types.gen";

type State = AgentState["state"];

export const stateName: Record<State, MessageDescriptor> = {
  available: msg`Available`,
  on_call: msg`On call`,
  wrap_up: msg`Wrap-up`,
  break: msg`Break`,
  offline: msg`Offline`,
};

export const stateIcon: Record<State, typeof IconCoffee> = {
  available: IconUserCheck,
  on_call: IconPhoneCall,
  wrap_up: IconPencil,
  break: IconCoffee,
  offline: IconClockPause,
};

const ORDER: State[] = ["available", "on_call", "wrap_up", "break", "offline"];

/** Those who can help first, then by how long they have been where they are; never by how well they do. */
export function byState(agents: readonly AgentState[]): AgentState[] {
  return [...agents].sort(
    (one, other) =>
      ORDER.indexOf(one.state) - ORDER.indexOf(other.state) || (one.since ?? "~").localeCompare(other.since ?? "~"),
  );
}
