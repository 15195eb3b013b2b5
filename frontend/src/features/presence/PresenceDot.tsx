import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { presenceRetrieveOptions } from "@/api/generated/@tanstack/react-query.gen";
import classes from "./Presence.module.css";
import { presenceName } from "./presenceName";

/** One's own state as a coloured dot, with the word for those who cannot see it. */
export function PresenceDot({ className }: { className?: string }) {
  const { i18n } = useLingui();
  const presence = useQuery(presenceRetrieveOptions()).data;
  if (!presence) return null;
  return (
    <span
      className={`${classes.dot} ${className ?? ""}`}
      data-state={presence.state}
      title={i18n._(presenceName[presence.state])}
    />
  );
}
