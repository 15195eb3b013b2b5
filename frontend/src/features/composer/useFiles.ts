import { t } from "@lingui/core/macro";
import { useCallback, useEffect } from "react";
import { uploadsDestroy } from "@/api/generated/sdk.gen";
import { announce } from "@/ui/announce";
import { beginUploads, dropUpload, useUploading } from "./uploading";
import type { useDraft } from "./useDraft";

/** The files of one answer: those with the draft, and those still on their way there. */
export function useFiles(ticketId: string, draft: ReturnType<typeof useDraft>) {
  const onTheWay = useUploading(ticketId);
  const { attach, detach } = draft;

  useEffect(() => {
    for (const one of onTheWay) {
      if (one.state !== "done" || !one.upload) continue;
      attach(one.upload);
      dropUpload(one.key);
      const name = one.file.name;
      announce(t`${name} is attached`);
    }
  }, [onTheWay, attach]);

  const add = useCallback((files: readonly File[]) => beginUploads(ticketId, files.map(named)), [ticketId]);
  const remove = useCallback(
    (id: string) => {
      detach(id);
      void uploadsDestroy({ path: { public_id: id } });
    },
    [detach],
  );
  return {
    attached: draft.words.uploads,
    onTheWay,
    sending: onTheWay.filter((one) => one.state !== "failed").length,
    failed: onTheWay.filter((one) => one.state === "failed").length,
    add,
    remove,
  };
}

export type Files = ReturnType<typeof useFiles>;

let pictures = 0;

/** A pasted picture has no name of its own; several of one name could not be told apart. */
function named(file: File) {
  if (file.name !== "image.png") return file;
  pictures += 1;
  return new File([file], `picture-${pictures}.png`, { type: file.type });
}
