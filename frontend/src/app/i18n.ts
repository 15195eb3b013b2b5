import { i18n, type Messages } from "@lingui/core";

export const LANGUAGES = ["en", "cs", "pl", "lv"] as const;
export type Language = (typeof LANGUAGES)[number];

const catalogues: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import("../locales/en.po"),
  cs: () => import("../locales/cs.po"),
  pl: () => import("../locales/pl.po"),
  lv: () => import("../locales/lv.po"),
};

const isLanguage = (value: string): value is Language => value in catalogues;

/** Loads one catalogue and switches everything that is on the screen. */
export async function speak(wanted: string) {
  const language = isLanguage(wanted) ? wanted : "en";
  const { messages } = await catalogues[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}

/** The best of our languages for this browser, until we know who is signed in. */
export const browserLanguage = () => navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
