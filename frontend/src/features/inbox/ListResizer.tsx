import { useLingui } from "@lingui/react/macro";
import type { KeyboardEvent, PointerEvent } from "react";
import classes from "./ListResizer.module.css";

export const LIST_WIDTH = { least: 280, usual: 348, most: 520 } as const;
const STEP = 20;

export const fitting = (width: number) => Math.round(Math.min(LIST_WIDTH.most, Math.max(LIST_WIDTH.least, width)));

/** The edge between list and conversation: dragged, moved by arrows, put back by a double click. */
export function ListResizer({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const { t } = useLingui();
  const drag = (start: PointerEvent<HTMLElement>) => {
    const handle = start.currentTarget;
    handle.setPointerCapture(start.pointerId);
    const move = (event: globalThis.PointerEvent) => onWidth(fitting(width + event.clientX - start.clientX));
    const end = () => handle.removeEventListener("pointermove", move);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end, { once: true });
    handle.addEventListener("pointercancel", end, { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: width - STEP, ArrowRight: width + STEP, Home: LIST_WIDTH.least, End: LIST_WIDTH.most };
    const next = to[event.key as keyof typeof to];
    if (next === undefined) return;
    event.preventDefault();
    onWidth(fitting(next));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a splitter that takes the focus and has a value is no <hr>
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t`Width of the list`}
      aria-valuenow={width}
      aria-valuemin={LIST_WIDTH.least}
      aria-valuemax={LIST_WIDTH.most}
      tabIndex={0}
      className={classes.handle}
      onPointerDown={drag}
      onKeyDown={onKeyDown}
      onDoubleClick={() => onWidth(LIST_WIDTH.usual)}
    />
  );
}
