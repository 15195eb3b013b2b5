import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useDepartments } from "@/api/useMe";
import classes from "./CallFilters.module.css";
import { OUTCOMES, type Outcome, outcomeName } from "./callWords";

export type CallSearch = {
  department?: string | undefined;
  outcome?: Outcome | undefined;
  direction?: "in" | "out" | undefined;
  recorded?: boolean | undefined;
};

type CallFiltersProps = { search: CallSearch; change: (changes: CallSearch) => void };

/** What the list is narrowed to, each as a chip that can be taken away. */
export function CallFilters({ search, change }: CallFiltersProps) {
  const { t, i18n } = useLingui();
  const departments = useDepartments();
  const department = departments.find((each) => each.id === search.department)?.name;
  const any = Object.values(search).some((value) => value !== undefined);
  return (
    <search className={classes.line} aria-label={t`Filters`}>
      {search.department && (
        <Chip text={t`Department is ${department ?? "…"}`} onRemove={() => change({ department: undefined })} />
      )}
      {search.outcome && (
        <Chip
          text={t`Outcome is ${i18n._(outcomeName[search.outcome])}`}
          onRemove={() => change({ outcome: undefined })}
        />
      )}
      {search.direction && (
        <Chip
          text={search.direction === "in" ? t`Incoming only` : t`Outgoing only`}
          onRemove={() => change({ direction: undefined })}
        />
      )}
      {search.recorded && <Chip text={t`With a recording`} onRemove={() => change({ recorded: undefined })} />}
      <AddFilter search={search} change={change} />
      {any && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          onClick={() =>
            change({ department: undefined, outcome: undefined, direction: undefined, recorded: undefined })
          }
        >
          <Trans>Clear filters</Trans>
        </Button>
      )}
    </search>
  );
}

function Chip({ text, onRemove }: { text: string; onRemove: () => void }) {
  const { t } = useLingui();
  return (
    <span className={classes.chip}>
      {text}
      <ActionIcon size={24} aria-label={t`Remove the filter “${text}”`} onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </span>
  );
}

function AddFilter({ search, change }: CallFiltersProps) {
  const { t, i18n } = useLingui();
  const departments = useDepartments();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />}>
          <Trans>Filter</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {!search.recorded && (
          <Menu.Item onClick={() => change({ recorded: true })}>
            <Trans>With a recording</Trans>
          </Menu.Item>
        )}
        {!search.direction && (
          <>
            <Menu.Item onClick={() => change({ direction: "in" })}>
              <Trans>Incoming only</Trans>
            </Menu.Item>
            <Menu.Item onClick={() => change({ direction: "out" })}>
              <Trans>Outgoing only</Trans>
            </Menu.Item>
          </>
        )}
        <Menu.Label>
          <Trans>Department</Trans>
        </Menu.Label>
        {departments.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => change({ department: id })}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Label>
          <Trans>Outcome</Trans>
        </Menu.Label>
        {OUTCOMES.map((outcome) => (
          <Menu.Item
            key={outcome}
            aria-label={t`Outcome: ${i18n._(outcomeName[outcome])}`}
            onClick={() => change({ outcome })}
          >
            {i18n._(outcomeName[outcome])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
