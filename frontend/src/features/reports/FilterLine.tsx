import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Menu, SegmentedControl, Select } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useDepartments } from "@/api/useMe";
import classes from "./FilterLine.module.css";
import { Freshness } from "./Freshness";
import { PeriodPicker } from "./PeriodPicker";
import { periodName, previousPeriod } from "./periods";
import type { ReportFilters } from "./reportSearch";

type FilterLineProps = {
  filters: ReportFilters;
  change: (changes: Record<string, string | undefined>) => void;
  /** Null while the first answer is on its way. */
  data: { zone: string; data_as_of: string | null; stale: boolean } | null;
  hasClock: boolean;
};

export function FilterLine({ filters, change, data, hasClock }: FilterLineProps) {
  const { t, i18n } = useLingui();
  const previous = periodName(previousPeriod(filters.period), i18n.locale, filters.today);
  return (
    <search className={classes.line} aria-label={t`Filters`}>
      <PeriodPicker period={filters.period} today={filters.today} onChange={change} />
      <Select
        className={classes.compare}
        aria-label={t`Compare with`}
        allowDeselect={false}
        value={filters.compare ? "previous" : "none"}
        onChange={(value) => change({ compare: value === "none" ? "none" : undefined })}
        data={[
          { value: "previous", label: t`Compare: ${previous}` },
          { value: "none", label: t`No comparison` },
        ]}
      />
      <DepartmentChip chosen={filters.department} onChange={(department) => change({ department })} />
      {hasClock && (
        <SegmentedControl
          aria-label={t`How time is counted`}
          value={filters.clock}
          onChange={(value) => change({ clock: value === "business" ? "business" : undefined })}
          data={[
            { value: "calendar", label: t`Calendar time` },
            { value: "business", label: t`Working time` },
          ]}
        />
      )}
      {data && <Freshness zone={data.zone} at={data.data_as_of} stale={data.stale} />}
    </search>
  );
}

/** The filter as a chip that can be taken away, or the way to add it. */
function DepartmentChip({ chosen, onChange }: { chosen?: string | undefined; onChange: (id?: string) => void }) {
  const { t } = useLingui();
  const departments = useDepartments();
  const name = departments.find((department) => department.id === chosen)?.name;
  if (chosen) {
    return (
      <span className={classes.chip}>
        <Trans>
          Department <strong>is {name ?? "…"}</strong>
        </Trans>
        <ActionIcon size={24} aria-label={t`Remove the department filter`} onClick={() => onChange(undefined)}>
          <IconX size={14} />
        </ActionIcon>
      </span>
    );
  }
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes.add}>
          <IconPlus size={14} aria-hidden="true" /> <Trans>Department</Trans>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {departments.map((department) => (
          <Menu.Item key={department.id} onClick={() => onChange(department.id)}>
            {department.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
