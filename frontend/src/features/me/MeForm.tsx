import { Trans, useLingui } from "@lingui/react/macro";
import { SegmentedControl, Select, Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { meRetrieveQueryKey, meUpdateMutation } from "@/api/generated/@tanstack/react-query.gen";
import type { MeRetrieveResponse, MeUpdateData } from "@/api/generated/types.gen";
import { useMe } from "@/api/useMe";
import { notify, notifyProblem } from "@/ui/notify";
import { languageName } from "@/ui/ticketWords";
import classes from "./MeForm.module.css";

type Change = Omit<NonNullable<MeUpdateData["body"]>, "version">;

/** One's own settings. Each works the moment it is chosen, and can be undone. */
export function MeForm() {
  const { t } = useLingui();
  const me = useMe();
  const queryClient = useQueryClient();
  const queryKey = meRetrieveQueryKey();
  const newest = () => queryClient.getQueryData<MeRetrieveResponse>(queryKey) ?? me;

  const { mutate } = useMutation({
    ...meUpdateMutation(),
    scope: { id: "me" },
    onMutate: ({ body }) => {
      const before = newest();
      queryClient.setQueryData<MeRetrieveResponse>(queryKey, { ...before, ...body, version: before.version });
      return { before };
    },
    onError: (error, _sent, context) => {
      queryClient.setQueryData(queryKey, context?.before);
      notifyProblem(error);
      void queryClient.invalidateQueries({ queryKey });
    },
    onSuccess: (answer) => queryClient.setQueryData(queryKey, answer),
  });
  const change = (part: Change) => mutate({ body: { ...part, version: newest().version } });
  const zones = useMemo(() => Intl.supportedValuesOf("timeZone"), []);
  const setZone = (zone: string | null) => {
    if (!zone || zone === me.zone) return;
    const before = me.zone;
    change({ zone });
    notify(t`Time zone changed`, { undo: () => change({ zone: before }) });
  };

  return (
    <div className={classes.form}>
      <section className={classes.section} aria-labelledby="me-language">
        <h2 id="me-language">
          <Trans>Language and time</Trans>
        </h2>
        <Select
          label={t`Language`}
          data={Object.entries(languageName).map(([value, label]) => ({ value, label }))}
          value={me.language}
          allowDeselect={false}
          onChange={(language) => language && change({ language: language as NonNullable<Change["language"]> })}
        />
        <Select
          label={t`Time zone`}
          description={t`All times on your screens are told in this zone.`}
          data={zones}
          value={me.zone}
          searchable
          limit={40}
          allowDeselect={false}
          nothingFoundMessage={t`No such zone`}
          onChange={setZone}
        />
      </section>
      <section className={classes.section} aria-labelledby="me-appearance">
        <h2 id="me-appearance">
          <Trans>Appearance</Trans>
        </h2>
        <div className={classes.choice}>
          <span id="me-scheme">
            <Trans>Colours</Trans>
          </span>
          <SegmentedControl
            aria-labelledby="me-scheme"
            value={me.scheme}
            onChange={(scheme) => change({ scheme: scheme as NonNullable<Change["scheme"]> })}
            data={[
              { value: "light", label: t`Light` },
              { value: "dark", label: t`Dark` },
              { value: "system", label: t`As the system` },
            ]}
          />
        </div>
        <div className={classes.choice}>
          <span id="me-density">
            <Trans>Density</Trans>
          </span>
          <SegmentedControl
            aria-labelledby="me-density"
            value={me.density}
            onChange={(density) => change({ density: density as NonNullable<Change["density"]> })}
            data={[
              { value: "comfortable", label: t`Comfortable` },
              { value: "compact", label: t`Compact` },
            ]}
          />
        </div>
      </section>
      <section className={classes.section} aria-labelledby="me-keyboard">
        <h2 id="me-keyboard">
          <Trans>Keyboard</Trans>
        </h2>
        <Switch
          checked={me.shortcuts}
          onChange={(event) => change({ shortcuts: event.currentTarget.checked })}
          label={t`Single-key shortcuts`}
          description={t`J, K, R and the others. Keys with Ctrl or ⌘ always work; ? shows them all.`}
        />
      </section>
    </div>
  );
}
