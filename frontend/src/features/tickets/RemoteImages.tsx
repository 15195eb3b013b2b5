import { Plural, Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconPhotoOff } from "@tabler/icons-react";
import classes from "./RemoteImages.module.css";

type Props = { count: number; loading: boolean; onLoad: () => void };

/** Above a message whose images lie elsewhere: why they are missing, and the one button that fetches them. */
export function RemoteImages({ count, loading, onLoad }: Props) {
  return (
    <div className={classes.bar}>
      <IconPhotoOff size={16} aria-hidden />
      <p className={classes.words}>
        <Plural value={count} one="# remote image is not shown." other="# remote images are not shown." />{" "}
        <Trans>Senders can see that you open them.</Trans>
      </p>
      <Button size="compact-xs" variant="default" loading={loading} onClick={onLoad}>
        <Plural value={count} one="Load # remote image" other="Load # remote images" />
      </Button>
    </div>
  );
}
