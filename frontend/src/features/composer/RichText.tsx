import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconBlockquote, IconBold, IconItalic, IconLink, IconList, IconListNumbers } from "@tabler/icons-react";
import { type Editor, EditorContent, useEditor, useEditorState } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { type ReactNode, useEffect } from "react";
import { asHtml } from "./asHtml";
import type { EditorProps } from "./editorProps";
import classes from "./RichText.module.css";

const EXTENSIONS = [
  StarterKit.configure({
    heading: false,
    horizontalRule: false,
    codeBlock: false,
    link: { openOnClick: false, defaultProtocol: "https" },
  }),
];

/** The full editor. It starts with whatever was typed into the plain one while this was loading. */
export function RichText({ text, html, onChange, label, placeholder, lang, focused, tools, onReady }: EditorProps) {
  const editor = useEditor({
    extensions: EXTENSIONS,
    content: html || asHtml(text),
    autofocus: focused ? "end" : false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        class: classes.text ?? "",
        ...(lang && { lang }),
      },
    },
    onUpdate: ({ editor: changed }) =>
      onChange({ text: changed.getText({ blockSeparator: "\n\n" }), html: changed.isEmpty ? "" : changed.getHTML() }),
  });

  useEffect(() => {
    if (editor) onReady(() => editor.commands.focus("end"));
  }, [editor, onReady]);
  useEffect(() => {
    editor?.setOptions({
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": label,
          class: classes.text ?? "",
          ...(lang && { lang }),
        },
      },
    });
  }, [editor, label, lang]);
  const isEmpty = useEditorState({ editor, selector: ({ editor: now }) => now?.isEmpty ?? true });

  if (!editor) return null;
  return (
    <>
      <div className={classes.area}>
        {isEmpty && (
          <span className={classes.placeholder} aria-hidden>
            {placeholder}
          </span>
        )}
        <EditorContent editor={editor} />
      </div>
      <Toolbar editor={editor} more={tools} />
    </>
  );
}

function Toolbar({ editor, more }: { editor: Editor; more: ReactNode }) {
  const { t } = useLingui();
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      bulletList: now.isActive("bulletList"),
      orderedList: now.isActive("orderedList"),
      blockquote: now.isActive("blockquote"),
      link: now.isActive("link"),
    }),
  });
  const chain = () => editor.chain().focus();
  const link = () => {
    if (on.link) return chain().unsetLink().run();
    const address = window.prompt(t`Address of the link`, "https://");
    return address ? chain().extendMarkRange("link").setLink({ href: address }).run() : false;
  };
  const tools = [
    { name: t`Bold`, Icon: IconBold, active: on.bold, run: () => chain().toggleBold().run() },
    { name: t`Italic`, Icon: IconItalic, active: on.italic, run: () => chain().toggleItalic().run() },
    { name: t`Bulleted list`, Icon: IconList, active: on.bulletList, run: () => chain().toggleBulletList().run() },
    {
      name: t`Numbered list`,
      Icon: IconListNumbers,
      active: on.orderedList,
      run: () => chain().toggleOrderedList().run(),
    },
    { name: t`Quote`, Icon: IconBlockquote, active: on.blockquote, run: () => chain().toggleBlockquote().run() },
    { name: t`Link`, Icon: IconLink, active: on.link, run: link },
  ];
  return (
    <div className={classes.tools} role="toolbar" aria-label={t`Formatting`}>
      {tools.map(({ name, Icon, active, run }) => (
        <Tooltip key={name} label={name}>
          <ActionIcon
            aria-label={name}
            aria-pressed={active}
            variant={active ? "light" : "subtle"}
            onMouseDown={(event) => event.preventDefault()}
            onClick={run}
          >
            <Icon size={17} />
          </ActionIcon>
        </Tooltip>
      ))}
      <span className={classes.divider} aria-hidden />
      {more}
    </div>
  );
}
