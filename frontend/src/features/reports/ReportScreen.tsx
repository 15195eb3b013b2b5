import { Trans } from "@lingui/react/macro";
import { Button, Skeleton } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { LeftOut, Problem } from "@/api/generated/types.gen";
import { ErrorState } from "@/ui/ErrorState";
import { usePageTitle } from "@/ui/usePageTitle";
import { ExportLink } from "./ExportLink";
import { FilterLine } from "./FilterLine";
import { HowCounted } from "./HowCounted";
import { LeftOutLine } from "./LeftOutLine";
import { ReportFrame } from "./ReportFrame";
import type { OpenReport } from "./useOpenReport";

type Head = { zone: string; data_as_of: string; stale: boolean; left_out: LeftOut[] };

type ReportScreenProps<Report extends Head> = {
  title: string;
  /** Codes of the definitions of its figures. */
  definitions: readonly string[];
  /** Where its table is as a file. */
  file: string;
  hasClock?: boolean;
  opened: OpenReport;
  report: UseQueryResult<Report, Problem>;
  children: (report: Report) => ReactNode;
};

/** What every report has around its figures: title, actions, filters, waiting, failure, and what was left out. */
export function ReportScreen<Report extends Head>(props: ReportScreenProps<Report>) {
  const { title, definitions, file, hasClock = false, opened, report, children } = props;
  const { filters, change, open } = opened;
  usePageTitle(title);
  return (
    <ReportFrame
      title={title}
      actions={
        <>
          <HowCounted codes={definitions} />
          <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
            <Trans>Print</Trans>
          </Button>
          <ExportLink href={file} />
        </>
      }
      filters={<FilterLine filters={filters} change={change} data={report.data ?? null} hasClock={hasClock} />}
    >
      {report.isPending && <Skeleton height={420} />}
      {report.isError && <ErrorState error={report.error} onRetry={() => void report.refetch()} />}
      {report.data && (
        <>
          {children(report.data)}
          <LeftOutLine cases={report.data.left_out} onOpen={() => open({ figure: "left_out", agent: undefined })} />
        </>
      )}
    </ReportFrame>
  );
}
