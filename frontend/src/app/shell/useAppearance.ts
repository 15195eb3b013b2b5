import { useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import type { MeRetrieveResponse } from "@/api/generated/types.gen";
import { setSingleKeys } from "@/ui/shortcuts";
import { speak } from "../i18n";

/** Puts the person's language, scheme, density and shortcut choice into force. */
export function useAppearance(me: MeRetrieveResponse) {
  const { setColorScheme } = useMantineColorScheme();

  useEffect(() => setColorScheme(me.scheme === "system" ? "auto" : me.scheme), [me.scheme, setColorScheme]);
  useEffect(() => {
    document.documentElement.dataset.density = me.density;
  }, [me.density]);
  useEffect(() => setSingleKeys(me.shortcuts), [me.shortcuts]);
  useEffect(() => void speak(me.language), [me.language]);
}
