import { Component, lazy, type ReactNode, Suspense, useRef } from "react";
import type { EditorProps } from "./editorProps";
import { PlainText } from "./PlainText";

const RichText = lazy(() => import("./RichText").then((module) => ({ default: module.RichText })));

/** Plain at once, full as soon as it is loaded; the same words in both. */
export function Editor(props: Omit<EditorProps, "focused">) {
  const box = useRef<HTMLDivElement>(null);
  const plain = <PlainText {...props} focused={false} />;
  return (
    <div ref={box}>
      <WithoutRichText fallback={plain}>
        <Suspense fallback={plain}>
          <Taken box={box}>{(focused) => <RichText {...props} focused={focused} />}</Taken>
        </Suspense>
      </WithoutRichText>
    </div>
  );
}

/** Whether the plain editor had the focus when the full one came. */
function Taken({
  box,
  children,
}: {
  box: React.RefObject<HTMLDivElement | null>;
  children: (focused: boolean) => ReactNode;
}) {
  const focused = useRef<boolean>(undefined);
  focused.current ??= box.current?.contains(document.activeElement) ?? false;
  return children(focused.current);
}

/** The editor's script could not be loaded: the plain one stays, and nothing typed is lost. */
class WithoutRichText extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
