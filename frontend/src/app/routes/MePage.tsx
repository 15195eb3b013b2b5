import { Trans, useLingui } from "@lingui/react/macro";
import { useMe } from "@/api/useMe";
import { MeForm } from "@/features/me/MeForm";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { usePageTitle } from "@/ui/usePageTitle";
import classes from "./MePage.module.css";

export function MePage() {
  const { t } = useLingui();
  const me = useMe();
  usePageTitle(t`My settings`);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <PersonAvatar name={me.name} size={40} />
        <div>
          <h1>
            <Trans>My settings</Trans>
          </h1>
          <p>
            {me.name} · {me.email}
          </p>
        </div>
      </header>
      <MeForm />
      <p className={classes.more}>
        <a href="/security/">
          <Trans>Password and second factor</Trans>
        </a>
      </p>
    </div>
  );
}
