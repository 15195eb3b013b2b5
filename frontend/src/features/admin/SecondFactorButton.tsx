import { Trans, useLingui } from "@lingui/react/macro";
import { ConfirmedButton } from "./ConfirmedButton";

type Props = { name: string; removing: boolean; onRemove: () => void };

/** For a person whose telephone is gone; who asks must be known by other means, so that is said before. */
export function SecondFactorButton({ name, removing, onRemove }: Props) {
  const { t } = useLingui();
  return (
    <ConfirmedButton
      label={<Trans>Remove second step</Trans>}
      describedAs={t`Remove the second step of ${name}`}
      title={t`Remove the second step of ${name}?`}
      verb={<Trans>Remove second step</Trans>}
      busy={removing}
      onConfirm={onRemove}
    >
      <Trans>
        Make sure first, in person or by telephone, that {name} is asking. The password alone is enough afterwards,
        every session ends, and a mail says so. It stands in the audit trail.
      </Trans>
    </ConfirmedButton>
  );
}
