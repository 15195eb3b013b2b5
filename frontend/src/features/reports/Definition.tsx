import { Trans, useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reportsDefinitionOptions } from "@/api/generated/@tanstack/react-query.gen";
import { ErrorState } from "@/ui/ErrorState";
import classes from "./Definition.module.css";

/** How a figure is counted, in the reader's language, from the same place the arithmetic is checked against. */
export function Definition({ code }: { code: string }) {
  const { i18n } = useLingui();
  const definition = useQuery({ ...reportsDefinitionOptions({ path: { code } }), staleTime: Number.POSITIVE_INFINITY });
  if (definition.isPending) return <Skeleton height={160} />;
  if (definition.isError) return <ErrorState error={definition.error} onRetry={() => void definition.refetch()} />;
  const { name, sentence, formula, period_rule, clock, exclusions, version } = definition.data;
  const shownVersion = i18n.number(version);
  return (
    <article className={classes.definition}>
      <h3>{name}</h3>
      <p>{sentence}</p>
      <dl>
        <dt>
          <Trans>Formula</Trans>
        </dt>
        <dd>{formula}</dd>
        <dt>
          <Trans>Belongs to the day of</Trans>
        </dt>
        <dd>{period_rule}</dd>
        {clock && (
          <>
            <dt>
              <Trans>Time</Trans>
            </dt>
            <dd>{clock}</dd>
          </>
        )}
        {exclusions.length > 0 && (
          <>
            <dt>
              <Trans>Not counted</Trans>
            </dt>
            <dd>{exclusions.join("; ")}</dd>
          </>
        )}
      </dl>
      <p className={classes.version}>
        <Trans>Definition version {shownVersion}</Trans>
      </p>
    </article>
  );
}
