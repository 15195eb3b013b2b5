import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import {
  type Icon,
  IconChartHistogram,
  IconDeviceDesktopAnalytics,
  IconHeadphones,
  IconInbox,
  IconPhone,
  IconSettings,
} from "@tabler/icons-react";

export type Section = {
  root: string;
  to: string;
  key: string;
  name: MessageDescriptor;
  goTo: MessageDescriptor;
  icon: Icon;
  /** Any one of these opens the section. */
  abilities: readonly string[];
};

/** The rail from top to bottom; the order never changes with the role. */
const SECTIONS: readonly Section[] = [
  {
    root: "/inbox",
    to: "/inbox/mine",
    key: "i",
    name: msg`Inbox`,
    goTo: msg`Go to the inbox`,
    icon: IconInbox,
    abilities: ["ticket.view"],
  },
  {
    root: "/calls",
    to: "/calls",
    key: "c",
    name: msg`Calls`,
    goTo: msg`Go to calls`,
    icon: IconPhone,
    abilities: ["call.view"],
  },
  {
    root: "/quality",
    to: "/quality/queue",
    key: "q",
    name: msg`Quality`,
    goTo: msg`Go to quality`,
    icon: IconHeadphones,
    abilities: ["review.write"],
  },
  {
    root: "/quality",
    to: "/quality/me",
    key: "q",
    name: msg`Quality`,
    goTo: msg`Go to my feedback`,
    icon: IconHeadphones,
    abilities: ["review.view"],
  },
  {
    root: "/live",
    to: "/live",
    key: "l",
    name: msg`Live`,
    goTo: msg`Go to the wallboard`,
    icon: IconDeviceDesktopAnalytics,
    abilities: ["live.view"],
  },
  {
    root: "/reports",
    to: "/reports/agent-productivity",
    key: "r",
    name: msg`Reports`,
    goTo: msg`Go to reports`,
    icon: IconChartHistogram,
    abilities: ["report.view"],
  },
  {
    root: "/admin",
    to: "/admin/departments",
    key: "a",
    name: msg`Admin`,
    goTo: msg`Go to administration`,
    icon: IconSettings,
    abilities: ["department.manage", "member.manage"],
  },
];

/** What this person may open: of two ways into one section, the first allowed. */
export function openSections(abilities: Record<string, boolean>) {
  const open: Section[] = [];
  for (const section of SECTIONS) {
    const allowed = section.abilities.some((action) => abilities[action]);
    if (allowed && !open.some((one) => one.root === section.root)) open.push(section);
  }
  return open;
}
