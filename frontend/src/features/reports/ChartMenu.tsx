import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Menu } from "@mantine/core";
import { IconCopy, IconDots, IconDownload, IconPhoto } from "@tabler/icons-react";
import type { RefObject } from "react";
import { notify } from "@/ui/notify";
import { asCsv, asTabs, type TableOf } from "./chartData";
import { pictureOf } from "./pictureOf";

type ChartMenuProps = {
  title: string;
  table: TableOf;
  /** Where the chart is drawn; null while the table is shown instead. */
  drawn: RefObject<HTMLDivElement | null> | null;
};

/** Takes the numbers or the picture of one chart elsewhere. */
export function ChartMenu({ title, table, drawn }: ChartMenuProps) {
  const { t, i18n } = useLingui();
  const copy = async () => {
    await navigator.clipboard.writeText(asTabs(table));
    notify(t`The table is copied.`);
  };
  const save = () =>
    download(new Blob([asCsv(table, i18n.locale)], { type: "text/csv;charset=utf-8" }), `${title}.csv`);
  const picture = async () => {
    const svg = drawn?.current?.querySelector("svg.recharts-surface");
    if (svg instanceof SVGSVGElement) download(await pictureOf(svg), `${title}.png`);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={28} variant="subtle" color="gray" aria-label={t`Take away: ${title}`}>
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
          {t`Copy the table`}
        </Menu.Item>
        <Menu.Item leftSection={<IconDownload size={15} />} onClick={save}>
          {t`Download CSV`}
        </Menu.Item>
        {drawn && (
          <Menu.Item leftSection={<IconPhoto size={15} />} onClick={() => void picture()}>
            {t`Download PNG`}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function download(content: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
