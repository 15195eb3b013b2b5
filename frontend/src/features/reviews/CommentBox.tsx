import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { notify } from "@/ui/notify";
import classes from "./CommentBox.module.css";

const keyOf = (review: string) => `kvalita-review-comment-${review}`;

type CommentBoxProps = {
  review: string;
  /** Where the comment will be pinned, in words: "at 2:06", or nothing. */
  place: string | null;
  saving: boolean;
  onSave: (text: string) => Promise<unknown>;
  onClose: () => void;
};

/** One comment being written. What is typed stays in the browser until it is saved. */
export function CommentBox({ review, place, saving, onSave, onClose }: CommentBoxProps) {
  const { t } = useLingui();
  const [text, setText] = useState(() => localStorage.getItem(keyOf(review)) ?? "");
  const type = (next: string) => {
    setText(next);
    localStorage.setItem(keyOf(review), next);
  };
  const save = async () => {
    if (text.trim() === "" || saving) return;
    await onSave(text.trim());
    localStorage.removeItem(keyOf(review));
    notify(t`Comment saved.`);
    onClose();
  };

  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        autoFocus
        autosize
        minRows={2}
        maxRows={8}
        label={place ? t`Comment ${place}` : t`Comment`}
        value={text}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.stopPropagation(); // the same keys complete the review when no comment is being written
            void save();
          }
        }}
      />
      <div className={classes.buttons}>
        <Button type="submit" size="xs" loading={saving} disabled={text.trim() === ""}>
          <Trans>Save comment</Trans>
        </Button>
        <Button variant="subtle" size="xs" color="gray" onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </form>
  );
}
