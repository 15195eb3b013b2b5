import { useLingui } from "@lingui/react/macro";
import { useComputedColorScheme } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { framed } from "./framed";
import classes from "./MessageHtml.module.css";

const SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/**
 * A formatted message. The server has cleaned it, DOMPurify cleans it again, and it is shown in a frame without
 * scripts or forms; same-origin only so that this page can measure its height.
 */
export function MessageHtml({ html }: { html: string }) {
  const { t } = useLingui();
  const scheme = useComputedColorScheme("light");
  const [height, setHeight] = useState(80);
  const observer = useRef<ResizeObserver | null>(null);
  const document = useMemo(
    () => framed(html, { dark: scheme === "dark", showQuoted: t`Show the quoted text` }),
    [html, scheme, t],
  );

  const measure = useCallback((frame: HTMLIFrameElement | null) => {
    observer.current?.disconnect();
    if (!frame) return;
    const follow = () => {
      const body = frame.contentDocument?.body;
      if (!body) return;
      observer.current?.disconnect();
      observer.current = new ResizeObserver(() => setHeight(Math.ceil(body.getBoundingClientRect().height) + 1));
      observer.current.observe(body);
    };
    frame.addEventListener("load", follow);
    follow();
  }, []);

  return (
    <iframe
      ref={measure}
      className={classes.frame}
      sandbox={SANDBOX}
      srcDoc={document}
      height={height}
      title={t`Formatted message`}
    />
  );
}
