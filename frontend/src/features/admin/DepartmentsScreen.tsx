import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Skeleton, Switch } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { departmentsListInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { Department } from "@/api/generated/types.gen";
import { paged } from "@/api/paging";
import { useAbility } from "@/api/useMe";
import { Duration } from "@/ui/Duration";
import { ErrorState } from "@/ui/ErrorState";
import { ShowMore } from "@/ui/ShowMore";
import { AdminFrame } from "./AdminFrame";
import classes from "./AdminFrame.module.css";
import { hoursInWords, type Week } from "./hours";

export function DepartmentsScreen() {
  const { t } = useLingui();
  const manages = useAbility("department.manage");
  const [archived, setArchived] = useState(false);
  const departments = useInfiniteQuery({
    ...departmentsListInfiniteOptions(archived ? { query: { archived: true } } : {}),
    ...paged,
  });
  const rows = departments.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <AdminFrame title={t`Departments`} actions={manages && <NewButton />}>
      <section className={classes.card} aria-label={t`Departments`}>
        <Switch
          size="sm"
          label={t`Show archived`}
          checked={archived}
          onChange={(event) => setArchived(event.currentTarget.checked)}
        />
        {departments.isPending && <Skeleton height={240} mt="sm" />}
        {departments.isError && <ErrorState error={departments.error} onRetry={() => void departments.refetch()} />}
        {rows.length > 0 && <DepartmentTable departments={rows} />}
        <ShowMore list={departments} shown={rows.length} />
      </section>
    </AdminFrame>
  );
}

function NewButton() {
  return (
    <Button component={Link} to="/admin/departments/new" leftSection={<IconPlus size={16} />}>
      <Trans>New department</Trans>
    </Button>
  );
}

function DepartmentTable({ departments }: { departments: Department[] }) {
  const { i18n, t } = useLingui();
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t`Departments`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans context="of a department">Name</Trans>
            </th>
            <th scope="col">
              <Trans>Address</Trans>
            </th>
            <th scope="col">
              <Trans>Working hours</Trans>
            </th>
            <th scope="col">
              <Trans>First reply within</Trans>
            </th>
            <th scope="col">
              <Trans>Members</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {departments.map((department) => (
            <tr key={department.id} data-gone={department.archived_at ? true : undefined}>
              <th scope="row">
                <Link
                  to="/admin/departments/$department"
                  params={{ department: department.id }}
                  className={classes.name}
                >
                  <span className={classes.swatch} style={{ background: department.colour }} aria-hidden />
                  {department.name}
                </Link>
                {department.archived_at && (
                  <span className={classes.quiet}>
                    {" "}
                    <Trans>archived</Trans>
                  </span>
                )}
              </th>
              <td>{department.address || "–"}</td>
              <td>
                {hoursInWords(department.hours as Week, i18n.locale)}
                <div className={classes.quiet}>{department.zone}</div>
              </td>
              <td>
                <Duration seconds={department.first_response_seconds} />
              </td>
              <td>
                <Plural value={department.member_ids.length} one="# person" other="# people" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
