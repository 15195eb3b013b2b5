import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useAbility } from "@/api/useMe";

/** The same rows and columns as a file, for those who may take figures out. */
export function ExportLink({ href, size = "sm" }: { href: string; size?: "sm" | "xs" }) {
  const may = useAbility("export.run");
  if (!may) return null;
  return (
    <Button component="a" href={href} download variant="default" size={size} leftSection={<IconDownload size={16} />}>
      <Trans>Download CSV</Trans>
    </Button>
  );
}
