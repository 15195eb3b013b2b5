import { client } from "@/api/generated/client.gen";
import type {
  ReportsExportAgentProductivityData,
  ReportsExportAgentRatingData,
  ReportsExportRowsData,
} from "@/api/generated/types.gen";

/** Where the file of a table is: the same filters as on the screen. The server writes it and keeps who took it. */
export const productivityFile = (query: NonNullable<ReportsExportAgentProductivityData["query"]>) =>
  client.buildUrl<ReportsExportAgentProductivityData>({ url: "/api/v1/reports/agent-productivity/export/", query });

export const ratingFile = (query: NonNullable<ReportsExportAgentRatingData["query"]>) =>
  client.buildUrl<ReportsExportAgentRatingData>({ url: "/api/v1/reports/agent-rating/export/", query });

export const rowsFile = (query: ReportsExportRowsData["query"]) =>
  client.buildUrl<ReportsExportRowsData>({ url: "/api/v1/reports/rows/export/", query });
