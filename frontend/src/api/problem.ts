/** The body of every 4xx and 5xx answer (RFC 9457). `code` never changes; `detail` is for people. */
export type Problem = {
  code: string;
  status: number;
  detail: string;
  params?: Record<string, unknown>;
  errors?: { field: string; code: string; detail: string }[];
  instance?: string;
  /** From the answer's Retry-After header, when it had one. */
  retryAfterSeconds?: number;
};

/** The server's problem, or null when no answer came: network gone, script broken. */
export function asProblem(error: unknown): Problem | null {
  return typeof error === "object" && error !== null && "code" in error && "status" in error
    ? (error as Problem)
    : null;
}

/** The whole problem's message for one field, by its path. */
export function fieldProblem(error: unknown, field: string): string | undefined {
  return asProblem(error)?.errors?.find((one) => one.field === field)?.detail;
}
