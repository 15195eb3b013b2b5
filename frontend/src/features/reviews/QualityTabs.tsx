import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useAbility } from "@/api/useMe";
import classes from "./QualityList.module.css";

/** Title of a quality page and the ways to its siblings. */
export function QualityTabs({ title }: { title: string }) {
  const { t } = useLingui();
  const reviews = useAbility("review.write");
  return (
    <header>
      {reviews && (
        <nav aria-label={t`Quality`} className={classes.tabs}>
          <Link to="/quality/queue">
            <Trans>To review</Trans>
          </Link>
          <Link to="/quality/me">
            <Trans>My feedback</Trans>
          </Link>
        </nav>
      )}
      <h1 className={classes.title}>{title}</h1>
    </header>
  );
}
