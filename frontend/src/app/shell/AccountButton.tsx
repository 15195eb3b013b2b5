import { useLingui } from "@lingui/react/macro";
import type { ComponentPropsWithRef } from "react";
import { PresenceDot } from "@/features/presence/PresenceDot";
import { initials } from "@/ui/PersonAvatar";
import classes from "./AccountButton.module.css";

/** Oneself in the corner, with one's availability; opens the account menu. */
export function AccountButton({ name, ...others }: { name: string } & ComponentPropsWithRef<"button">) {
  const { t } = useLingui();
  return (
    <button type="button" {...others} className={classes.avatar} aria-label={t`${name}: availability and settings`}>
      <span className={classes.initials} data-initials={initials(name)} />
      <PresenceDot className={classes.dot} />
    </button>
  );
}
