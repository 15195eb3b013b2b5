import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useMemo } from "react";
import { uploadsLimits } from "@/api/generated/sdk.gen";
import type { Upload, UploadLimits } from "@/api/generated/types.gen";
import { asProblem } from "@/api/problem";
import { makeStore } from "@/api/store";
import { sendFile } from "@/api/uploads";
import { fileSize } from "@/ui/fileSize";

/** One file on its way to the server. It goes on when the ticket is left, and waits here until it is opened again. */
export type Uploading = {
  key: string;
  ticketId: string;
  file: File;
  state: "sending" | "done" | "failed";
  /** 0 to 1 */
  progress: number;
  upload: Upload | null;
  /** Why it failed, and what to do. */
  reason: string;
  /** Sending it again can only fail again: too large, empty. */
  final: boolean;
};

const uploading = makeStore<readonly Uploading[]>([]);
const stops = new Map<string, AbortController>();
let limits: Promise<UploadLimits | undefined> | undefined;

const update = (key: string, change: Partial<Uploading>) =>
  uploading.set(uploading.get().map((one) => (one.key === key ? { ...one, ...change } : one)));

/** The files of this ticket that are not with the draft yet. */
export function useUploading(ticketId: string) {
  const all = uploading.use();
  return useMemo(() => all.filter((one) => one.ticketId === ticketId), [all, ticketId]);
}

export function beginUploads(ticketId: string, files: readonly File[]) {
  const begun = files.map(
    (file): Uploading => ({
      key: crypto.randomUUID(),
      ticketId,
      file,
      state: "sending",
      progress: 0,
      upload: null,
      reason: "",
      final: false,
    }),
  );
  uploading.set([...uploading.get(), ...begun]);
  for (const one of begun) void run(one);
}

export function retryUpload(key: string) {
  const entry = uploading.get().find((one) => one.key === key);
  if (entry?.state !== "failed") return;
  update(key, { state: "sending", progress: 0, reason: "" });
  void run(entry);
}

/** Stops it if it runs, and takes it away. */
export function dropUpload(key: string) {
  stops.get(key)?.abort();
  uploading.set(uploading.get().filter((one) => one.key !== key));
}

async function run({ key, file }: Uploading) {
  const refusal = await refused(file);
  if (refusal) return update(key, { state: "failed", reason: refusal, final: true });
  const stop = new AbortController();
  stops.set(key, stop);
  try {
    const onProgress = (progress: number) => update(key, { progress });
    update(key, { state: "done", upload: await sendFile(file, { onProgress, signal: stop.signal }) });
  } catch (error) {
    const problem = asProblem(error);
    const final = problem !== null && problem.status >= 400 && problem.status < 500 && problem.status !== 401;
    const reason = problem
      ? problem.detail || t`The server could not take it. Try again.`
      : t`No connection. Try again.`;
    update(key, { state: "failed", reason, final: final && problem?.code !== "file_incomplete" });
  } finally {
    stops.delete(key);
  }
}

/** Said before a single byte travels, in the same words as the server would. */
async function refused(file: File) {
  if (file.size === 0) return t`This file is empty.`;
  limits ??= uploadsLimits().then(({ data }) => data);
  const most = (await limits.catch(() => undefined))?.file_bytes;
  if (most === undefined) limits = undefined; // asked again with the next file
  if (most === undefined || file.size <= most) return "";
  const size = fileSize(most, i18n.locale);
  return t`Larger than ${size}. Make it smaller, or send a link to it.`;
}

window.addEventListener("online", () => {
  for (const one of uploading.get()) if (one.state === "failed" && !one.final) retryUpload(one.key);
});
