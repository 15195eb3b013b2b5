import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Skeleton } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  departmentsArchiveMutation,
  departmentsRestoreMutation,
  departmentsRetrieveOptions,
  departmentsRetrieveQueryKey,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Department } from "@/api/generated/types.gen";
import { ErrorState } from "@/ui/ErrorState";
import { notify, notifyProblem } from "@/ui/notify";
import { AdminFrame } from "./AdminFrame";
import classes from "./AdminFrame.module.css";
import { DepartmentForm } from "./DepartmentForm";
import { DepartmentMembers } from "./DepartmentMembers";
import { refreshDepartments } from "./refreshDepartments";

/** One department's own page; "new" is one that does not exist yet. */
export function DepartmentScreen({ id }: { id: string }) {
  return id === "new" ? <NewDepartment /> : <ExistingDepartment id={id} />;
}

function NewDepartment() {
  const { t } = useLingui();
  return (
    <AdminFrame title={t`New department`}>
      <section className={classes.card}>
        <DepartmentForm department={null} />
      </section>
    </AdminFrame>
  );
}

function ExistingDepartment({ id }: { id: string }) {
  const { t } = useLingui();
  const department = useQuery(departmentsRetrieveOptions({ path: { public_id: id } }));
  if (department.isError) return <ErrorState error={department.error} onRetry={() => void department.refetch()} />;
  return (
    <AdminFrame
      title={department.data?.name ?? t`Department`}
      actions={department.data?.abilities.manage && <ArchiveButton department={department.data} />}
    >
      {department.isPending && <Skeleton height={400} />}
      {department.data && (
        <>
          {department.data.archived_at && (
            <p className={classes.warning}>
              <Trans>This department is archived: it takes no new tickets or calls. Its history stays.</Trans>
            </p>
          )}
          <section className={classes.card} aria-label={t`Settings`}>
            <DepartmentForm key={department.data.id} department={department.data} />
          </section>
          <DepartmentMembers key={`members ${department.data.id}`} department={department.data} />
        </>
      )}
    </AdminFrame>
  );
}

/** Archiving can be undone, so nobody is asked "are you sure". */
function ArchiveButton({ department }: { department: Department }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const path = { public_id: department.id };
  const after = (answer: Department) => {
    queryClient.setQueryData(departmentsRetrieveQueryKey({ path }), answer);
    void refreshDepartments(queryClient);
  };
  const restoring = useMutation({ ...departmentsRestoreMutation(), onSuccess: after, onError: notifyProblem });
  const archiving = useMutation({
    ...departmentsArchiveMutation(),
    onError: notifyProblem,
    onSuccess: (answer: Department) => {
      after(answer);
      const undo = () => restoring.mutate({ path, body: { version: answer.version } });
      notify(t`${answer.name} archived.`, { undo });
    },
  });
  const body = { version: department.version };
  return department.archived_at ? (
    <Button variant="default" loading={restoring.isPending} onClick={() => restoring.mutate({ path, body })}>
      <Trans>Restore</Trans>
    </Button>
  ) : (
    <Button variant="default" loading={archiving.isPending} onClick={() => archiving.mutate({ path, body })}>
      <Trans>Archive</Trans>
    </Button>
  );
}
