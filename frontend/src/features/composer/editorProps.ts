import type { ReactNode } from "react";

/** What both editors are given, so that one can take over from the other at any moment. */
export type EditorProps = {
  text: string;
  html: string;
  onChange: (words: { text: string; html: string }) => void;
  label: string;
  placeholder: string;
  lang: string | undefined;
  /** The one before had the focus: go on where it stopped. */
  focused: boolean;
  /** Stands beside the formatting tools. */
  tools: ReactNode;
  onReady: (focus: () => void) => void;
};
