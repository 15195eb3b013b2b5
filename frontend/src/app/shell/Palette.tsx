import "@mantine/spotlight/styles.layer.css";
import { useLingui } from "@lingui/react/macro";
import { Spotlight } from "@mantine/spotlight";
import { IconBolt, IconPhone, IconSearch, IconTicket, IconUser } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CallRow } from "@/api/generated/types.gen";
import { Keys } from "@/ui/Keys";
import { useAllShortcuts } from "@/ui/shortcuts";
import { Timestamp } from "@/ui/Timestamp";
import { matches } from "./matches";
import classes from "./Palette.module.css";
import { palette, paletteStore } from "./paletteStore";
import { useFound } from "./useFound";

/** Ctrl+K: go to, find, do. Everything the keyboard can do here is offered with its keys, so it teaches them. */
export function Palette() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const { tickets, people, calls, searching, findsPeople, fetching } = useFound(query);
  const actions = useAllShortcuts().filter((one) => one.palette && matches(one.name, query));
  const openTicket = (id: string) => {
    void navigate({ to: "/inbox/$view/$ticket", params: { view: "all", ticket: id } });
  };

  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut={["mod + K"]}
      onSpotlightClose={() => setQuery("")}
      scrollable
      maxHeight={460}
      centered={false}
      title={t`Search or do`}
      classNames={{ header: classes.header, content: classes.content }}
      overlayProps={{ backgroundOpacity: 0.3, blur: 0 }}
      transitionProps={{ duration: 100, transition: "fade" }}
    >
      <Spotlight.Search
        placeholder={
          findsPeople ? t`Search tickets and people, or type what to do…` : t`Search tickets, or type what to do…`
        }
        leftSection={<IconSearch size={18} />}
        aria-label={t`Search or do`}
      />
      <Spotlight.ActionsList>
        {tickets.length > 0 && (
          <Spotlight.ActionsGroup label={searching ? t`Tickets` : t`Recent`}>
            {tickets.map((ticket) => (
              <Spotlight.Action key={ticket.id} onClick={() => openTicket(ticket.id)}>
                <span className={classes.row}>
                  <IconTicket size={17} className={classes.icon} aria-hidden />
                  <span className={classes.name}>{ticket.subject}</span>
                  <span className={classes.meta}>
                    #{ticket.number} · {ticket.contact.name}
                  </span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {people.length > 0 && (
          <Spotlight.ActionsGroup label={t`People`}>
            {people.map((person) => (
              <Spotlight.Action
                key={person.id}
                onClick={() => void navigate({ to: "/admin/people", search: { q: person.email } })}
              >
                <span className={classes.row}>
                  <IconUser size={17} className={classes.icon} aria-hidden />
                  <span className={classes.name}>{person.name}</span>
                  <span className={classes.meta}>{person.email}</span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {calls.length > 0 && (
          <Spotlight.ActionsGroup label={t`Calls`}>
            {calls.map((call) => (
              <FoundCall key={call.id} call={call} />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {actions.length > 0 && (
          <Spotlight.ActionsGroup label={t`Go to and do`}>
            {actions.map((action) => (
              <Spotlight.Action
                key={action.keys}
                onClick={() => {
                  palette.close();
                  action.run(new KeyboardEvent("keydown"));
                }}
              >
                <span className={classes.row}>
                  <IconBolt size={17} className={classes.icon} aria-hidden />
                  <span className={classes.name}>{action.name}</span>
                  <Keys keys={action.keys} />
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {tickets.length + people.length + calls.length + actions.length === 0 && (
          <Spotlight.Empty>
            {fetching ? t`Searching…` : t`Nothing found. Try a number, a subject, a name or a telephone number.`}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function FoundCall({ call }: { call: CallRow }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  return (
    <Spotlight.Action onClick={() => void navigate({ to: "/calls/$call", params: { call: call.id } })}>
      <span className={classes.row}>
        <IconPhone size={17} className={classes.icon} aria-hidden />
        <span className={classes.name}>{call.contact?.name ?? (call.caller || t`number withheld`)}</span>
        <span className={classes.meta}>
          {call.department.name} · <Timestamp at={call.started_at} as="moment" />
        </span>
      </span>
    </Spotlight.Action>
  );
}
