import { makeStore } from "@/api/store";

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
const news = makeStore<readonly News[]>([]);

export const addNews = (one: Pick<News, "id" | "message" | "isProblem" | "undo">) =>
  news.set([{ ...one, at: new Date().toISOString(), isRead: false }, ...news.get()].slice(0, KEPT));

export const markNewsRead = () =>
  news.get().some((one) => !one.isRead) && news.set(news.get().map((one) => ({ ...one, isRead: true })));

export const clearNews = () => news.set([]);

/** What was taken back can not be taken back again, wherever it is offered. */
export const spendUndo = (id: string) =>
  news.set(news.get().map((one) => (one.id === id ? { ...one, undo: undefined, isRead: true } : one)));

/** All that was said, newest first. */
export const useNews = news.use;
