import { useEffect, useRef } from "react";
import { asHtml } from "./asHtml";
import type { EditorProps } from "./editorProps";
import classes from "./PlainText.module.css";

/** Takes the typing until the full editor is there, and for good where that cannot be loaded. */
export function PlainText({ text, onChange, label, placeholder, lang, focused, tools, onReady }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => onReady(() => area.current?.focus()), [onReady]);
  useEffect(() => {
    if (focused) area.current?.focus();
  }, [focused]);

  return (
    <>
      <textarea
        ref={area}
        className={classes.text}
        value={text}
        rows={4}
        lang={lang}
        aria-label={label}
        placeholder={placeholder}
        onChange={(event) => onChange({ text: event.currentTarget.value, html: asHtml(event.currentTarget.value) })}
      />
      <div className={classes.tools}>{tools}</div>
    </>
  );
}
