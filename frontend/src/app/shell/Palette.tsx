import "@mantine/spotlight/styles.layer.css";
import { useLingui } from "@lingui/react/macro";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { IconBolt, IconSearch, IconTicket } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ticketsListOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useAbility } from "@/api/useMe";
import { Keys } from "@/ui/Keys";
import { useAllShortcuts } from "@/ui/shortcuts";
import { matches } from "./matches";
import classes from "./Palette.module.css";
import { palette, paletteStore } from "./paletteStore";
import { useRecent } from "./useRecent";

/** Ctrl+K: go to, find, do. Everything the keyboard can do here is offered with its keys, so it teaches them. */
export function Palette() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query.trim(), 150);
  const mayFind = useAbility("ticket.view");
  const recent = useRecent();
  const found = useQuery({
    ...ticketsListOptions({ query: { view: "all", q: asked } }),
    enabled: mayFind && asked.length > 1,
    placeholderData: keepPreviousData,
  });
  const actions = useAllShortcuts().filter((one) => one.palette && matches(one.name, query));
  const searching = asked.length > 1;
  const tickets = searching ? (found.data?.results ?? []).slice(0, 8) : recent.tickets;
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
        placeholder={t`Search tickets and people, or type what to do…`}
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
        {tickets.length === 0 && actions.length === 0 && (
          <Spotlight.Empty>
            {found.isFetching ? t`Searching…` : t`Nothing found. Try a number, a subject or a name.`}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
