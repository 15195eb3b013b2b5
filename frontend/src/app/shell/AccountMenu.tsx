import { Trans, useLingui } from "@lingui/react/macro";
import { Menu } from "@mantine/core";
import { IconKeyboard, IconLogout, IconSearch, IconUser } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import type { MeRetrieveResponse } from "@/api/generated/types.gen";
import { PresenceItems } from "@/features/presence/PresenceItems";
import { AccountButton } from "./AccountButton";
import classes from "./AccountMenu.module.css";
import { openPalette } from "./paletteStore";
import type { Section } from "./sections";

type Props = {
  me: MeRetrieveResponse;
  /** Sections for which the bar of a phone has no place. */
  elsewhere: (Section | undefined)[];
  onShortcuts: () => void;
};

/** The person's own corner: availability, settings, shortcuts, log out. */
export function AccountMenu({ me, elsewhere, onShortcuts }: Props) {
  const { i18n } = useLingui();
  const logOut = useRef<HTMLFormElement>(null);
  const csrf = /(?:^|; )(?:__Host-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";

  return (
    <>
      <form ref={logOut} method="post" action="/logout/" hidden>
        <input type="hidden" name="csrfmiddlewaretoken" value={csrf} />
      </form>
      <Menu position="right-end" offset={14} width={240}>
        <Menu.Target>
          <AccountButton name={me.name} />
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes.who}>
            <strong>{me.name}</strong>
            <span>{me.organization.name}</span>
          </div>
          {me.abilities["presence.set"] && <PresenceItems />}
          <Menu.Divider />
          <Menu.Item leftSection={<IconUser size={16} />} renderRoot={(props) => <Link to="/me" {...props} />}>
            <Trans>My settings</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<IconSearch size={16} />} className={classes.narrow} onClick={openPalette}>
            <Trans>Search</Trans>
          </Menu.Item>
          {elsewhere
            .filter((section) => section !== undefined)
            .map(({ root, to, name, icon: SectionIcon }) => (
              <Menu.Item
                key={root}
                leftSection={<SectionIcon size={16} />}
                className={classes.narrow}
                renderRoot={(props) => <Link to={to} {...props} />}
              >
                {i18n._(name)}
              </Menu.Item>
            ))}
          <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onShortcuts}>
            <Trans>Keyboard shortcuts</Trans>
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => logOut.current?.submit()}>
            <Trans>Log out</Trans>
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
