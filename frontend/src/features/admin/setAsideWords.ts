import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { SetAsideReasonEnum, SetAsideStateEnum } from "@/api/generated/types.gen";

/** Why a mail is on no ticket, as a column says it. */
export const reasonName: Record<SetAsideReasonEnum, MessageDescriptor> = {
  own_mailbox: msg`Written by one of our own mailboxes`,
  loop: msg`Our own automatic mail, come back`,
  unknown_report: msg`A delivery report about no mail of ours`,
  delivery_report: msg`A delivery report about a mail of ours`,
  no_department: msg`No department takes mail`,
  unreadable: msg`Could not be read`,
};

/** The same for somebody who wonders what to do about it. */
export const reasonSentence: Record<SetAsideReasonEnum, MessageDescriptor> = {
  own_mailbox: msg`The sender is an address of this helpdesk. A mailbox that writes to itself must not open tickets, or two machines could answer each other for ever.`,
  loop: msg`This is a confirmation or a notice of ours that somebody's server sent back. Nobody waits for an answer.`,
  unknown_report: msg`Another server says that a mail could not be delivered, but the mail is not one of ours. Often somebody used our address as a forged sender.`,
  delivery_report: msg`The answer it is about is marked as not delivered on its ticket. There is nothing else to do.`,
  no_department: msg`The address is ours, but every department that takes mail is archived. Nobody has been told anything.`,
  unreadable: msg`The mail is damaged, or built so that reading it takes too much. Its original is kept; after an update it may be readable.`,
};

export const stateName: Record<SetAsideStateEnum, MessageDescriptor> = {
  waiting: msg({ message: "Waiting", context: "mail set aside" }),
  dismissed: msg({ message: "Dismissed", context: "mail set aside" }),
  ticketed: msg({ message: "On a ticket", context: "mail set aside" }),
};
