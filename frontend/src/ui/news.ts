import { useSyncExternalStore } from "react";

/** Something a toast has said in this tab. */
export type News = {
  id: string;
  at: string;
  message: string;
  isProblem: boolean;
  isRead: boolean;
  /** Offered until it was used. */
  undo: (() => void) | undefined;
};

const KEPT = 50;
const watchers = new Set<() => void>();
let all: readonly News[] = [];

function become(next: readonly News[]) {
  all = next;
  for (const watcher of watchers) watcher();
}

export const addNews = (one: Pick<News, "id" | "message" | "isProblem" | "undo">) =>
  become([{ ...one, at: new Date().toISOString(), isRead: false }, ...all].slice(0, KEPT));

export const markNewsRead = () =>
  all.some((one) => !one.isRead) && become(all.map((one) => ({ ...one, isRead: true })));

export const clearNews = () => become([]);

/** What was taken back can not be taken back again, wherever it is offered. */
export const spendUndo = (id: string) =>
  become(all.map((one) => (one.id === id ? { ...one, undo: undefined, isRead: true } : one)));

function subscribe(watcher: () => void) {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

/** All that was said, newest first. */
export const useNews = () => useSyncExternalStore(subscribe, () => all);
