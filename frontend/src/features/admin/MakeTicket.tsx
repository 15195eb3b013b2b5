import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { SetAsideMailDetail } from "@/api/generated/types.gen";
import { useDepartments } from "@/api/useMe";
import own from "./SetAside.module.css";
import type { SetAsideActs } from "./useSetAsideActs";

/** The way back to a person: where the ticket goes, and that nobody hears of it by itself. */
export function MakeTicket({ mail, acts }: { mail: SetAsideMailDetail; acts: SetAsideActs }) {
  const { t } = useLingui();
  const departments = useDepartments();
  const [chosen, setChosen] = useState(mail.department?.id ?? null);
  return (
    <div className={own.make}>
      <div className={own.acts}>
        <Select
          aria-label={t`Department of the ticket`}
          placeholder={t`Department`}
          allowDeselect={false}
          data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={setChosen}
        />
        <Button
          loading={acts.making}
          disabled={acts.busy || chosen === null}
          onClick={() => chosen && acts.makeTicket(mail, chosen)}
        >
          <Trans>Make a ticket of it</Trans>
        </Button>
      </div>
      <p className={own.none}>
        <Trans>Nobody is answered automatically. The ticket begins now, not when the mail came.</Trans>
      </p>
    </div>
  );
}
