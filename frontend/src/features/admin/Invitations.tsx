import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  invitationsListInfiniteOptions,
  invitationsResendMutation,
  invitationsRevokeMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Invitation } from "@/api/generated/types.gen";
import { paged } from "@/api/paging";
import { notify, notifyProblem } from "@/ui/notify";
import { ShowMore } from "@/ui/ShowMore";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./AdminFrame.module.css";
import { InviteForm } from "./InviteForm";
import { roleName } from "./roleName";
import { refreshPeople } from "./usePerson";

/** Inviting somebody, and those invited who have not come yet. */
export function Invitations() {
  const { t } = useLingui();
  const invitations = useInfiniteQuery({ ...invitationsListInfiniteOptions({ query: { waiting: true } }), ...paged });
  const waiting = invitations.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <section className={classes.card} aria-label={t`Invitations`}>
      <h2>
        <Trans>Invite somebody</Trans>
      </h2>
      <InviteForm />
      {waiting.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label={t`Invitations`}>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Invited</Trans>
                </th>
                <th scope="col">
                  <Trans>Role</Trans>
                </th>
                <th scope="col">
                  <Trans>Sent</Trans>
                </th>
                <th scope="col">
                  <Trans>Actions</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {waiting.map((invitation) => (
                <InvitationLine key={invitation.id} invitation={invitation} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ShowMore list={invitations} shown={waiting.length} />
    </section>
  );
}

function InvitationLine({ invitation }: { invitation: Invitation }) {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const always = { onError: notifyProblem, onSettled: () => refreshPeople(queryClient) };
  const resending = useMutation({ ...invitationsResendMutation(), ...always });
  const revoking = useMutation({ ...invitationsRevokeMutation(), ...always });
  const path = { public_id: invitation.id };
  const { email } = invitation;
  return (
    <tr>
      <th scope="row">
        {invitation.name} <span className={classes.quiet}>{email}</span>
      </th>
      <td>{i18n._(roleName[invitation.role])}</td>
      <td>
        <Timestamp at={invitation.sent_at} as="moment" />
        {invitation.state === "expired" && (
          <span className={classes.quiet}>
            {" "}
            <Trans>expired</Trans>
          </span>
        )}
      </td>
      <td>
        <Button
          size="compact-sm"
          variant="subtle"
          loading={resending.isPending}
          aria-label={t`Send again the invitation of ${email}`}
          onClick={() =>
            resending.mutate({ path }, { onSuccess: () => notify(t`The invitation was sent to ${email} again.`) })
          }
        >
          <Trans>Send again</Trans>
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={revoking.isPending}
          aria-label={t`Withdraw the invitation of ${email}`}
          onClick={() =>
            revoking.mutate({ path }, { onSuccess: () => notify(t`The invitation of ${email} was withdrawn.`) })
          }
        >
          <Trans>Withdraw</Trans>
        </Button>
      </td>
    </tr>
  );
}
