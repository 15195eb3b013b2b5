import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Modal, Select } from "@mantine/core";
import type { Person } from "@/api/generated/types.gen";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { StaleNotice } from "@/ui/StaleNotice";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./AdminFrame.module.css";
import { ConfirmedButton } from "./ConfirmedButton";
import { ROLES, type Role, roleMeaning, roleName } from "./roleName";
import { SecondFactorButton } from "./SecondFactorButton";
import { type PersonActions, usePerson } from "./usePerson";

export function PersonLine({ person }: { person: Person }) {
  const { t, i18n } = useLingui();
  const actions = usePerson(person);
  const name = person.name;
  return (
    <tr data-gone={person.ended_at ? true : undefined}>
      <th scope="row">
        <span className={classes.name}>
          <PersonAvatar name={name} size={24} />
          {name}
        </span>
        <StaleRole name={name} actions={actions} />
      </th>
      <td>{person.email}</td>
      <td>
        {person.abilities.edit && person.ended_at === null ? (
          <Select
            size="xs"
            aria-label={t`Role of ${name}`}
            allowDeselect={false}
            value={person.role}
            onChange={(role) => role && actions.changeRole(role as Role)}
            data={ROLES.map((value) => ({ value, label: i18n._(roleName[value]) }))}
            renderOption={({ option }) => (
              <span>
                {option.label}
                <span className={classes.quiet}> · {i18n._(roleMeaning[option.value as Role])}</span>
              </span>
            )}
            comboboxProps={{ width: 380, position: "bottom-start" }}
          />
        ) : (
          i18n._(roleName[person.role])
        )}
      </td>
      <td>
        {person.ended_at !== null && (
          <span className={classes.quiet}>
            <Trans>
              left <Timestamp at={person.ended_at} as="moment" />
            </Trans>{" "}
          </span>
        )}
        {person.abilities.restore && (
          <Button size="compact-sm" variant="subtle" loading={actions.restoring} onClick={actions.restore}>
            <Trans>Take back</Trans>
          </Button>
        )}
        {person.abilities.remove_second_factor && (
          <SecondFactorButton name={name} removing={actions.removing} onRemove={actions.removeSecondFactor} />
        )}
        {person.abilities.end && <EndButton name={name} ending={actions.ending} onEnd={actions.end} />}
      </td>
    </tr>
  );
}

/** A role that somebody else changed between looking and choosing: both, and nothing happens by itself. */
function StaleRole({ name, actions }: { name: string; actions: PersonActions }) {
  const { t, i18n } = useLingui();
  const { stale } = actions;
  if (!stale) return null;
  const said = { mine: i18n._(roleName[stale.mine]), theirs: i18n._(roleName[stale.theirs]) };
  return (
    <Modal opened onClose={actions.takeTheirs} title={t`Role of ${name}`}>
      <StaleNotice
        differences={[{ field: t`Role`, ...said }]}
        saving={actions.updating}
        onKeep={actions.keepMine}
        onTake={actions.takeTheirs}
      >
        <Trans>Somebody else changed this person while you were choosing.</Trans>
      </StaleNotice>
    </Modal>
  );
}

type EndButtonProps = { name: string; ending: boolean; onEnd: () => void };

/** Letting somebody go signs them out at once; that cannot be taken back, so it is said before. */
function EndButton({ name, ending, onEnd }: EndButtonProps) {
  const { t } = useLingui();
  return (
    <ConfirmedButton
      label={<Trans>End membership</Trans>}
      describedAs={t`End membership of ${name}`}
      title={t`End the membership of ${name}?`}
      verb={<Trans>End membership of {name}</Trans>}
      busy={ending}
      onConfirm={onEnd}
    >
      <Trans>
        {name} is signed out everywhere at once and can no longer sign in here. Unsaved work on their screens is lost.
        Tickets, calls, reviews and figures keep the name, and the membership can be given back later.
      </Trans>
    </ConfirmedButton>
  );
}
