import { useParams } from "@tanstack/react-router";
import { ProductivityReport } from "@/features/reports/ProductivityReport";
import { RatingReport } from "@/features/reports/RatingReport";
import { PageMissing } from "../PageMissing";

export function ReportPage() {
  const { report } = useParams({ strict: false });
  if (report === "agent-productivity") return <ProductivityReport />;
  if (report === "agent-rating") return <RatingReport />;
  return <PageMissing />;
}
