import { Trans, useLingui } from "@lingui/react/macro";
import { Loader } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { asProblem } from "@/api/problem";
import { signInAddress } from "@/api/session";
import { ErrorState } from "@/ui/ErrorState";
import hidden from "@/ui/hidden.module.css";
import { usePageTitle } from "@/ui/usePageTitle";
import classes from "./Page.module.css";

/** Nobody is signed in: leave for the sign-in page, and come back to this address. Anything else: say it. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const router = useRouter();
  const problem = asProblem(error);
  const signedOut = problem?.status === 401 || problem?.code === "not_authenticated";
  usePageTitle(t`Something went wrong`);

  useEffect(() => {
    if (signedOut) window.location.assign(signInAddress());
  }, [signedOut]);

  if (signedOut) return <Loader className={classes.loader} aria-label={t`Going to the sign-in page`} />;

  const retry = () => {
    void queryClient.resetQueries({ predicate: (query) => query.state.status === "error" });
    void router.invalidate();
    reset();
  };
  return (
    <div className={classes.centre}>
      <h1 className={hidden.hidden}>
        <Trans>Something went wrong</Trans>
      </h1>
      <ErrorState error={error} onRetry={retry} />
    </div>
  );
}
