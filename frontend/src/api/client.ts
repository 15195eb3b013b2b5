import { client } from "./generated/client.gen";
import { asProblem, type Problem } from "./problem";
import { sessionEnded } from "./session";

const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);

client.setConfig({ baseUrl: window.location.origin, credentials: "same-origin" });

client.interceptors.request.use((request) => {
  if (UNSAFE.has(request.method)) {
    request.headers.set("X-CSRFToken", /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "");
    // A caller that repeats a request after a lost answer sends the key of the first attempt.
    if (!request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", crypto.randomUUID());
  }
  return request;
});

client.interceptors.error.use((error, response) => {
  if (!response) return error;
  const problem = asProblem(error) ?? unreadable(response);
  const wait = Number(response.headers.get("Retry-After"));
  if (wait > 0) problem.retryAfterSeconds = wait;
  if (response.status === 401 || problem.code === "not_authenticated") sessionEnded();
  return problem;
});

/** An answer without a problem body: a proxy's page, a crash. The status is all there is to say. */
function unreadable(response: Response): Problem {
  return { code: "unreadable_answer", status: response.status, detail: "" };
}
