import type { Upload } from "@/api/generated/types.gen";

/** What is typed, kept on this device with every key, until the server has it and beyond. */
type LocalDraft = {
  kind: "reply" | "note";
  text: string;
  html: string;
  uploads: readonly Upload[];
  at: string;
  synced: boolean;
};

const keyOf = (ticketId: string) => `kvalita:draft:${ticketId}`;

export function readDraft(ticketId: string): LocalDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(ticketId)) ?? "null") as LocalDraft | null;
    return kept && { ...kept, uploads: kept.uploads ?? [] }; // written before there were files
  } catch {
    return null;
  }
}

export function writeDraft(ticketId: string, draft: LocalDraft) {
  try {
    localStorage.setItem(keyOf(ticketId), JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden; the copy on the server is then the only one.
  }
}

export const dropDraft = (ticketId: string) => localStorage.removeItem(keyOf(ticketId));
