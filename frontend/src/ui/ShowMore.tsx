import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";

type ShowMoreProps = {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  /** How many rows stand there now. */
  shown: number;
};

const REACHABLE = "a[href], button:not(:disabled), input, select, [tabindex='0']";

const reachable = (place: Element) => [...place.querySelectorAll<HTMLElement>(REACHABLE)];

/** The way to the next page of a list. Whoever presses it goes on with the first row that came. */
export function ShowMore({ list, shown }: ShowMoreProps) {
  const button = useRef<HTMLButtonElement>(null);
  const pressed = useRef<{ place: Element; index: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when rows came, the button may be gone by then
  useEffect(() => {
    if (!pressed.current) return;
    const { place, index } = pressed.current;
    pressed.current = null;
    const now = reachable(place);
    (now[index] ?? now.at(-1))?.focus();
  }, [shown]);
  if (!list.hasNextPage) return null;

  const more = () => {
    const place = button.current?.closest("section, [role='dialog']");
    if (button.current && place) pressed.current = { place, index: reachable(place).indexOf(button.current) };
    void list.fetchNextPage();
  };
  return (
    <Button ref={button} variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={more}>
      <Trans>Show more</Trans>
    </Button>
  );
}
