import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { ticketsDraftDestroy, ticketsDraftRetrieve, ticketsDraftUpdate } from "@/api/generated/sdk.gen";
import type { Upload } from "@/api/generated/types.gen";
import { asProblem } from "@/api/problem";
import { patchTicket } from "@/api/tickets";
import { dropDraft, readDraft, writeDraft } from "./draftStore";

const SAVE_AFTER_MS = 800;
const RETRY_MS = 4000;

export type Words = { kind: "reply" | "note"; text: string; html: string; uploads: readonly Upload[] };
export type Saving = { state: "idle" } | { state: "saved"; at: string } | { state: "typing" } | { state: "retrying" };

const NOTHING: Words = { kind: "reply", text: "", html: "", uploads: [] };
/** Nothing typed and nothing attached. */
export const isEmpty = (words: Words) => words.text.trim() === "" && words.uploads.length === 0;

/**
 * The answer being written. Each key goes to this device at once and to the server 800 ms after the last; what the
 * server has not got is sent again until it has. Mount one per ticket.
 */
export function useDraft(ticketId: string) {
  const queryClient = useQueryClient();
  const [words, setWords] = useState<Words>(() => readDraft(ticketId) ?? NOTHING);
  const [saving, setSaving] = useState<Saving>({ state: "idle" });
  const [loads, setLoads] = useState(0);
  const [lost, setLost] = useState<readonly string[]>([]);
  const latest = useRef(words);
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(async () => {
    const sent = latest.current;
    const path = { public_id: ticketId };
    const { kind, text, html, uploads } = sent;
    const body = { kind, text, html, upload_ids: uploads.map(({ id }) => id) };
    const { data, error } = isEmpty(sent)
      ? await ticketsDraftDestroy({ path })
      : await ticketsDraftUpdate({ path, body });
    if (latest.current !== sent) return;
    if (error && asProblem(error)?.status !== 404) {
      setSaving({ state: "retrying" });
      timer.current = setTimeout(save, RETRY_MS);
      return;
    }
    const at = new Date().toISOString();
    if (data && data.uploads.length < uploads.length) {
      // Kept too long, or used up in another tab: what is shown is what can be sent.
      const left = new Set(data.uploads.map(({ id }) => id));
      setLost(uploads.filter(({ id }) => !left.has(id)).map(({ name }) => name));
      latest.current = { ...sent, uploads: data.uploads };
      setWords(latest.current);
    }
    if (isEmpty(sent)) dropDraft(ticketId);
    else writeDraft(ticketId, { ...latest.current, at, synced: true });
    setSaving(isEmpty(sent) ? { state: "idle" } : { state: "saved", at });
    patchTicket(queryClient, ticketId, { has_draft: !isEmpty(sent) });
  }, [ticketId, queryClient]);

  const change = useCallback(
    (part: Partial<Words>) => {
      const next = { ...latest.current, ...part };
      latest.current = next;
      touched.current = true;
      setWords(next);
      setSaving({ state: "typing" });
      writeDraft(ticketId, { ...next, at: new Date().toISOString(), synced: false });
      clearTimeout(timer.current);
      timer.current = setTimeout(save, SAVE_AFTER_MS);
    },
    [ticketId, save],
  );

  useEffect(() => {
    const local = readDraft(ticketId);
    if (local && !local.synced && !isEmpty(local)) {
      // Typed when the server could not be reached, or the page was closed within the 800 ms.
      void save();
      return;
    }
    void (async () => {
      const { data } = await ticketsDraftRetrieve({ path: { public_id: ticketId } });
      if (!data || touched.current || isEmpty(data)) return;
      const { kind, text, html, uploads } = data;
      latest.current = { kind, text, html, uploads };
      setWords(latest.current);
      setSaving({ state: "saved", at: data.saved_at ?? new Date().toISOString() });
      setLoads((count) => count + 1);
    })();
  }, [ticketId, save]);

  useEffect(
    () => () => {
      if (!timer.current) return;
      clearTimeout(timer.current);
      // Leaving within the 800 ms: the words are on this device, and the server gets them now.
      if (touched.current && readDraft(ticketId)?.synced === false) void save();
    },
    [ticketId, save],
  );

  /** The words were sent: nothing is left to keep here. The server drops its own copy when it takes them. */
  const clear = useCallback(() => {
    clearTimeout(timer.current);
    latest.current = { ...NOTHING, kind: latest.current.kind };
    touched.current = false;
    setWords(latest.current);
    setSaving({ state: "idle" });
    setLost([]);
    dropDraft(ticketId);
    setLoads((count) => count + 1);
    void ticketsDraftDestroy({ path: { public_id: ticketId } });
    patchTicket(queryClient, ticketId, { has_draft: false });
  }, [ticketId, queryClient]);

  /** Puts words back that could not be sent. */
  const restore = useCallback(
    (given: Words) => {
      change(given);
      setLoads((count) => count + 1);
    },
    [change],
  );

  const attach = useCallback((upload: Upload) => change({ uploads: [...latest.current.uploads, upload] }), [change]);
  const detach = useCallback(
    (id: string) => change({ uploads: latest.current.uploads.filter((one) => one.id !== id) }),
    [change],
  );

  return { words, change, clear, restore, attach, detach, lost, saving, loads };
}
