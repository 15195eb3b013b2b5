import { useMemo } from "react";
import { ticketsNote, ticketsReply } from "./generated/sdk.gen";
import type { TicketsNoteResponse, TicketsReplyData, TicketsReplyResponse, Upload } from "./generated/types.gen";
import { asProblem } from "./problem";
import { makeStore } from "./store";

type Reply = TicketsReplyData["body"];

/** Something a person has sent and the server has not taken yet. It outlives a reload. */
export type Unsent = {
  /** Also the idempotency key: however often it is sent, it arrives once. */
  key: string;
  ticketId: string;
  kind: "reply" | "note";
  text: string;
  html: string;
  uploads: readonly Upload[];
  thenStatus: Reply["then_status"];
  lastSeenMessageId: string | null;
  at: string;
  state: "sending" | "waiting" | "failed";
  /** Why it failed, in the server's words. */
  reason: string;
};
export type Answer = TicketsReplyResponse | TicketsNoteResponse;
/** `conflict`: something newer is on the ticket, and the person should see it before it is sent. */
export type Outcome = { kind: "taken"; ticket: Answer } | { kind: "conflict"; code: string } | { kind: "kept" };

const STORE = "kvalita:outbox";
const CONFLICTS = new Set(["newer_messages", "stale_version"]);
const outbox = makeStore(read());

function read(): readonly Unsent[] {
  try {
    const stored = JSON.parse(localStorage.getItem(STORE) ?? "[]") as Unsent[];
    // The page closed while it was on its way; the key makes sending it once more safe.
    return stored.map((one) => ({
      ...one,
      uploads: one.uploads ?? [],
      state: one.state === "sending" ? "waiting" : one.state,
    }));
  } catch {
    return [];
  }
}

function write(next: readonly Unsent[]) {
  outbox.set(next);
  localStorage.setItem(STORE, JSON.stringify(next));
}

/** What waits on this ticket, in the order it was written. */
export function useUnsent(ticketId: string) {
  const all = outbox.use();
  return useMemo(() => all.filter((one) => one.ticketId === ticketId), [all, ticketId]);
}

export const unsentNow = outbox.get;

export const forget = (key: string) => write(outbox.get().filter((one) => one.key !== key));

const update = (key: string, change: Partial<Unsent>) =>
  write(outbox.get().map((one) => (one.key === key ? { ...one, ...change } : one)));

type Written = Pick<Unsent, "ticketId" | "kind" | "text" | "html" | "uploads" | "thenStatus" | "lastSeenMessageId">;

export function put(draft: Written) {
  const entry: Unsent = {
    ...draft,
    key: crypto.randomUUID(),
    at: new Date().toISOString(),
    state: "sending",
    reason: "",
  };
  write([...outbox.get(), entry]);
  return entry;
}

/** Keeps something that was taken back where it can be edited or sent again. */
export const putBack = (written: Written & Pick<Unsent, "reason">) =>
  write([...outbox.get(), { ...written, key: crypto.randomUUID(), at: new Date().toISOString(), state: "failed" }]);

/** Sends one entry; whatever happens, the words are either with the server or still here. */
export async function send(entry: Unsent): Promise<Outcome> {
  update(entry.key, { state: "sending", reason: "" });
  const { data, error } = await request(entry).catch((error: unknown) => ({ data: undefined, error }));
  if (data) {
    forget(entry.key);
    return { kind: "taken", ticket: data };
  }
  const problem = asProblem(error);
  if (problem && CONFLICTS.has(problem.code)) {
    forget(entry.key);
    return { kind: "conflict", code: problem.code };
  }
  const refused = problem !== null && problem.status < 500 && problem.status !== 429 && problem.status !== 401;
  update(entry.key, { state: refused || navigator.onLine ? "failed" : "waiting", reason: problem?.detail ?? "" });
  return { kind: "kept" };
}

function request({ key, ticketId, kind, text, html, uploads, thenStatus, lastSeenMessageId }: Unsent) {
  const path = { public_id: ticketId };
  const upload_ids = uploads.map(({ id }) => id);
  const headers = { "Idempotency-Key": key };
  if (kind === "note") return ticketsNote({ path, headers, body: { text, html, upload_ids } });
  const body = { text, html, upload_ids, last_seen_message_id: lastSeenMessageId, then_status: thenStatus };
  return ticketsReply({ path, headers, body });
}
