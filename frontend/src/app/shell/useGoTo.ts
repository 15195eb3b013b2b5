import { useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useMe } from "@/api/useMe";
import { type Shortcut, useShortcuts } from "@/ui/shortcuts";
import { openSections } from "./sections";

/** G then a letter jumps between sections; `?` shows the sheet. */
export function useGoTo({ showSheet }: { showSheet: () => void }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const me = useMe();
  const group = t`Everywhere`;

  const jumps: Shortcut[] = openSections(me.abilities).map((section) => ({
    keys: `g ${section.key}`,
    name: i18n._(section.goTo),
    group,
    palette: true,
    run: () => void navigate({ to: section.to }),
  }));
  useShortcuts([
    ...jumps,
    { keys: "g m", name: t`Go to my settings`, group, palette: true, run: () => void navigate({ to: "/me" }) },
    {
      keys: "c",
      name: t`Write a new ticket`,
      group,
      palette: true,
      disabled: !me.abilities["ticket.create"],
      run: () => void navigate({ to: "/inbox/new" }),
    },
    { keys: "[Shift]+?", name: t`Show keyboard shortcuts`, group, palette: true, run: showSheet },
  ]);
}
