import { type RefObject, useEffect, useState } from "react";

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;

/** Files dropped onto or pasted into the box; whether some hover over it now. Pasted words stay words. */
export function useDropped(box: RefObject<HTMLElement | null>, onFiles: (files: readonly File[]) => void) {
  const [over, setOver] = useState(false);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      // A table copied from a spreadsheet comes as text and as a picture of itself: the text is what was meant.
      if (files.length === 0 || event.clipboardData?.types.includes("text/plain")) return;
      event.preventDefault();
      event.stopPropagation();
      onFiles(files);
    };
    element.addEventListener("dragover", onDragOver, true);
    element.addEventListener("dragleave", onDragLeave);
    element.addEventListener("drop", onDrop, true);
    element.addEventListener("paste", onPaste, true);
    return () => {
      element.removeEventListener("dragover", onDragOver, true);
      element.removeEventListener("dragleave", onDragLeave);
      element.removeEventListener("drop", onDrop, true);
      element.removeEventListener("paste", onPaste, true);
    };
  }, [box, onFiles]);

  return over;
}
