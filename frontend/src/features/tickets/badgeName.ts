import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ThreadMessage } from "@/api/tickets";

/** Warnings about where a message came from. */
export const badgeName: Record<ThreadMessage["badges"][number], MessageDescriptor> = {
  unverified_participant: msg`Sender not verified`,
  suspected_loop: msg`Possibly automatic`,
  automatic: msg`Automatic mail`,
  unreadable: msg`Could not be read; the original is attached`,
};
