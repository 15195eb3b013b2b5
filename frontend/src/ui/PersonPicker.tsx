import { useLingui } from "@lingui/react/macro";
import { Combobox, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactElement, type ReactNode, useEffect, useRef, useState } from "react";
import { peopleListQueryKey } from "@/api/generated/@tanstack/react-query.gen";
import { peopleList } from "@/api/generated/sdk.gen";
import { everyRow } from "@/api/paging";
import { PersonAvatar } from "./PersonAvatar";
import classes from "./PersonPicker.module.css";

export type Named = { id: string; name: string };
type Choice = { key: string; name: string; icon: ReactNode; run: () => void };

type Props = {
  opened: boolean;
  onChange: (opened: boolean) => void;
  /** Those who may be picked at all. */
  among: readonly string[];
  /** Who is picked already; shown, and not to be picked again. */
  picked?: string | undefined;
  /** Above the people: oneself, nobody. */
  first: readonly Choice[];
  onPick: (person: Named) => void;
  nobodyFound: string;
  position?: "bottom-start" | "bottom-end";
  /** The button it belongs to. */
  children: ReactElement;
};

/** A colleague, found by name; a list box under a text field, so that arrows, typing and Enter work at once. */
export function PersonPicker({
  opened,
  onChange,
  among,
  picked,
  first,
  onPick,
  nobodyFound,
  position = "bottom-end",
  children,
}: Props) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, 150);
  const store = useCombobox({ opened, onOpenedChange: onChange });
  const wasOpen = useRef(false);
  // It is opened from outside, by a key or a button, so the focus follows the state and not a call.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it opens or closes, not when the store is made anew
  useEffect(() => {
    if (opened) store.focusSearchInput();
    else if (wasOpen.current) {
      store.resetSelectedOption();
      setText("");
      store.focusTarget();
    }
    wasOpen.current = opened;
  }, [opened]);
  const found = useQuery({
    queryKey: [...peopleListQueryKey({ query: { q: asked } }), "every"],
    queryFn: ({ signal }) =>
      everyRow((place) => peopleList({ query: { q: asked, ...place }, signal, throwOnError: true })),
    staleTime: 60_000,
    enabled: opened,
    placeholderData: keepPreviousData,
  });
  const people = (found.data ?? []).filter((one) => one.ended_at === null && among.includes(one.id));
  const choices = text === "" ? first : [];

  const submit = (value: string) => {
    store.closeDropdown();
    const person = people.find((one) => one.id === value);
    if (person) onPick({ id: person.id, name: person.name });
    else first.find((one) => one.key === value)?.run();
  };

  return (
    <Combobox store={store} onOptionSubmit={submit} width={260} position={position} shadow="md">
      <Combobox.Target withAriaAttributes={false}>{children}</Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            store.selectFirstOption();
          }}
          placeholder={t`Find a colleague`}
          aria-label={t`Find a colleague`}
          // the list below is its own: the keyboard moves through it from here
          role="combobox"
          aria-expanded={opened}
        />
        <Combobox.Options className={classes.options} aria-label={t`Colleagues`}>
          {choices.map((choice) => (
            <Combobox.Option key={choice.key} value={choice.key} className={classes.option}>
              {choice.icon}
              {choice.name}
            </Combobox.Option>
          ))}
          {people.map((person) => (
            <Combobox.Option
              key={person.id}
              value={person.id}
              disabled={person.id === picked}
              className={classes.option}
            >
              <PersonAvatar name={person.name} size={24} />
              {person.name}
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {found.isSuccess && people.length === 0 && <p className={classes.none}>{nobodyFound}</p>}
      </Combobox.Dropdown>
    </Combobox>
  );
}
