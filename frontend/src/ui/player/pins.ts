/** A numbered place on the waveform: a moment, or a stretch when it has an end. */
export type Pin = {
  id: string;
  number: number;
  second: number;
  end?: number | null;
  tone: "good" | "warn" | "bad" | "plain";
  label: string;
};

/** The place from which a person hears what was meant: two seconds before it. */
export const leadIn = (second: number) => Math.max(0, second - 2);
