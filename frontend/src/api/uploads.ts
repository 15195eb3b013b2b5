import { client } from "./generated/client.gen";
import type { Upload, UploadsCreateData } from "./generated/types.gen";
import { asProblem, type Problem } from "./problem";
import { sessionEnded } from "./session";

const ADDRESS: UploadsCreateData["url"] = "/api/v1/uploads/";

type Watched = { onProgress: (share: number) => void; signal: AbortSignal };

/**
 * Sends the bytes of one file. Not through the generated call: only XMLHttpRequest tells how far an upload is.
 * Throws a Problem, or an Error without one when no answer came.
 */
export function sendFile(file: File, { onProgress, signal }: Watched): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", client.buildUrl({ url: ADDRESS }));
    request.responseType = "json";
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Content-Disposition", `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
    request.setRequestHeader("X-CSRFToken", /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 201) return resolve(request.response as Upload);
      if (request.status === 401) sessionEnded();
      reject(asProblem(request.response) ?? unreadable(request.status));
    };
    request.onerror = () => reject(new Error("no answer"));
    request.onabort = () => reject(new Error("cancelled"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

const unreadable = (status: number): Problem => ({ code: "unreadable_answer", status, detail: "" });
