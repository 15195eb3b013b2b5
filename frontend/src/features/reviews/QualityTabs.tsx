import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useAbility } from "@/api/useMe";
import { PageHeader } from "@/ui/PageHeader";

/** Title of a quality page and the ways to its siblings. */
export function QualityTabs({ title }: { title: string }) {
  const { t } = useLingui();
  const reviews = useAbility("review.write");
  return (
    <PageHeader
      title={title}
      part={t`Quality`}
      siblings={
        reviews && (
          <>
            <Link to="/quality/queue">
              <Trans>To review</Trans>
            </Link>
            <Link to="/quality/me">
              <Trans>My feedback</Trans>
            </Link>
          </>
        )
      }
    />
  );
}
