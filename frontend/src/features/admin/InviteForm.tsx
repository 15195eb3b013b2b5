import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { invitationsCreateMutation } from "@/api/generated/@tanstack/react-query.gen";
import { asProblem, fieldProblem } from "@/api/problem";
import { notify, notifyProblem } from "@/ui/notify";
import classes from "./AdminFrame.module.css";
import { ROLES, type Role, roleName } from "./roleName";
import { refreshPeople } from "./usePerson";

const EMPTY = { email: "", name: "", role: "agent" as Role };

export function InviteForm() {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const [fields, setFields] = useState(EMPTY);
  const inviting = useMutation({
    ...invitationsCreateMutation(),
    onError: (problem) => {
      if (!asProblem(problem)?.errors?.length) notifyProblem(problem);
    },
    onSuccess: () => {
      notify(t`The invitation was sent to ${fields.email}.`);
      setFields(EMPTY);
      void refreshPeople(queryClient);
    },
  });
  return (
    <form
      className={classes.filters}
      onSubmit={(event) => {
        event.preventDefault();
        inviting.mutate({ body: fields });
      }}
    >
      <TextInput
        type="email"
        required
        label={t`E-mail`}
        value={fields.email}
        error={fieldProblem(inviting.error, "email")}
        onChange={(event) => setFields({ ...fields, email: event.currentTarget.value })}
      />
      <TextInput
        required
        label={t`Name`}
        value={fields.name}
        error={fieldProblem(inviting.error, "name")}
        onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
      />
      <Select
        label={t`Role`}
        allowDeselect={false}
        data={ROLES.map((value) => ({ value, label: i18n._(roleName[value]) }))}
        value={fields.role}
        error={fieldProblem(inviting.error, "role")}
        onChange={(role) => role && setFields({ ...fields, role: role as Role })}
      />
      <Button type="submit" loading={inviting.isPending}>
        <Trans>Invite</Trans>
      </Button>
    </form>
  );
}
