import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "./problem";

const ATTEMPTS = 3;

/** Refusals are final; a lost answer, a busy server and "too many" are asked again. */
function worthRepeating(failures: number, error: unknown) {
  const status = asProblem(error)?.status ?? 0;
  return failures < ATTEMPTS - 1 && (status === 0 || status === 429 || status >= 500);
}

function pause(failures: number, error: unknown) {
  const asked = asProblem(error)?.retryAfterSeconds;
  return asked ? asked * 1000 : Math.min(1000 * 2 ** failures, 8000);
}

export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, gcTime: 10 * 60_000, retry: worthRepeating, retryDelay: pause },
      mutations: { retry: false },
    },
  });
