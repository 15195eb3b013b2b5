import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import {
  type Icon,
  IconCircleCheck,
  IconHourglass,
  IconInbox,
  IconListDetails,
  IconMailOpened,
  IconPencil,
  IconUserQuestion,
} from "@tabler/icons-react";
import type { TicketsListData } from "@/api/generated/types.gen";

type ViewKey = NonNullable<NonNullable<TicketsListData["query"]>["view"]>;

type View = { name: MessageDescriptor; icon: Icon; title: MessageDescriptor; hint: MessageDescriptor };

/** The ready-made views: name, and what to say when there is nothing in them. */
const VIEWS: Record<ViewKey, View> = {
  mine: {
    name: msg`Assigned to me`,
    icon: IconInbox,
    title: msg`All done`,
    hint: msg`Nothing is assigned to you now. Unassigned tickets wait in their own view.`,
  },
  due: {
    name: msg`Due within 1 hour`,
    icon: IconHourglass,
    title: msg`Nothing is due within the hour`,
    hint: msg`Tickets appear here when their first reply is due within the hour, or late.`,
  },
  unassigned: {
    name: msg`Unassigned`,
    icon: IconUserQuestion,
    title: msg`Every ticket has somebody`,
    hint: msg`New tickets wait here until somebody takes them.`,
  },
  open: {
    name: msg`All open`,
    icon: IconMailOpened,
    title: msg`No open tickets`,
    hint: msg`New ones appear here by themselves.`,
  },
  drafts: {
    name: msg`My drafts`,
    icon: IconPencil,
    title: msg`No drafts`,
    hint: msg`An answer you have begun and not sent is kept here.`,
  },
  solved: {
    name: msg`Solved`,
    icon: IconCircleCheck,
    title: msg`Nothing solved yet`,
    hint: msg`Tickets appear here when they are solved.`,
  },
  all: {
    name: msg`All tickets`,
    icon: IconListDetails,
    title: msg`No tickets yet`,
    hint: msg`The first e-mail to a department opens the first ticket.`,
  },
};

export const VIEW_KEYS = Object.keys(VIEWS) as ViewKey[];
export const isView = (key: string): key is ViewKey => key in VIEWS;
export const viewOf = (key: string): View => VIEWS[isView(key) ? key : "all"];
