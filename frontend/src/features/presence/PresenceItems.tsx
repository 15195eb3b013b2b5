import { Trans, useLingui } from "@lingui/react/macro";
import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  presenceRetrieveOptions,
  presenceRetrieveQueryKey,
  presenceSetMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import type { PresenceRetrieveResponse } from "@/api/generated/types.gen";
import { notifyProblem } from "@/ui/notify";
import classes from "./Presence.module.css";
import { CHOSEN_STATES, presenceName } from "./presenceName";

/** One's own availability, as items of the account menu. */
export function PresenceItems() {
  const { i18n } = useLingui();
  const queryClient = useQueryClient();
  const queryKey = presenceRetrieveQueryKey();
  const presence = useQuery(presenceRetrieveOptions()).data;
  const set = useMutation({
    ...presenceSetMutation(),
    onMutate: ({ body }) => {
      const before = queryClient.getQueryData<PresenceRetrieveResponse>(queryKey);
      if (before) queryClient.setQueryData(queryKey, { ...before, state: body.state });
      return { before };
    },
    onError: (error, _sent, context) => {
      queryClient.setQueryData(queryKey, context?.before);
      notifyProblem(error);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });

  return (
    <>
      <Menu.Label>
        <Trans>Availability</Trans>
      </Menu.Label>
      {CHOSEN_STATES.map((state) => (
        <Menu.Item
          key={state}
          aria-current={presence?.state === state}
          leftSection={<span className={classes.dot} data-state={state} aria-hidden />}
          rightSection={presence?.state === state && <IconCheck size={16} aria-hidden />}
          onClick={() => set.mutate({ body: { state, reason: "" } })}
        >
          {i18n._(presenceName[state])}
        </Menu.Item>
      ))}
    </>
  );
}
