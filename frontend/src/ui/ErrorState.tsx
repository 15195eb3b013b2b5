import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { asProblem } from "@/api/problem";
import { EmptyState } from "./EmptyState";

/** The failed part of a page: what happened in the server's words, its reference code, and Retry. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useLingui();
  const problem = asProblem(error);
  const reference = problem?.instance;
  const title =
    problem?.status === 404
      ? t`This does not exist, or you may not see it`
      : problem?.status === 403
        ? t`You may not see this`
        : t`This could not be loaded`;
  const noAnswer = error instanceof TypeError ? t`No connection.` : t`This part of the page failed. Try again.`;
  const hint = problem?.detail || (problem ? t`The server could not answer. Try again in a moment.` : noAnswer);

  return (
    <EmptyState
      icon={<IconAlertTriangle size={22} />}
      title={title}
      hint={
        <>
          {hint}
          {reference && (
            <>
              {" "}
              <Trans>Reference: {reference}</Trans>
            </>
          )}
        </>
      }
      action={
        onRetry && (
          <Button variant="default" onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        )
      }
    />
  );
}
