import type { PriorityEnum } from "@/api/generated/types.gen";

export type NewTicket = {
  email: string;
  name: string;
  department: string | null;
  subject: string;
  text: string;
  priority: PriorityEnum;
  language: string;
  /** The idempotency key: the same words sent again after a lost answer open one ticket. */
  key: string;
};

const keyOf = (memberId: string) => `kvalita:new-ticket:${memberId}`;

export const blankTicket = (language: string): NewTicket => ({
  email: "",
  name: "",
  department: null,
  subject: "",
  text: "",
  priority: "normal",
  language,
  key: crypto.randomUUID(),
});

/** What this person has begun to write here, kept through reloads and sign-outs. */
export function readNewTicket(memberId: string): NewTicket | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(memberId)) ?? "null") as NewTicket | null;
  } catch {
    return null;
  }
}

export function keepNewTicket(memberId: string, fields: NewTicket) {
  try {
    localStorage.setItem(keyOf(memberId), JSON.stringify(fields));
  } catch {
    // A full or forbidden store: the words are still on the screen.
  }
}

export const dropNewTicket = (memberId: string) => localStorage.removeItem(keyOf(memberId));
