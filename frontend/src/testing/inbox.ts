import { HttpResponse, http } from "msw";
import type {
  AlertsRetrieveResponse,
  DepartmentsListResponse,
  MeRetrieveResponse,
  PresenceRetrieveResponse,
  TicketsListResponse,
  TicketsRetrieveResponse,
  TicketsThreadResponse,
  TicketsViewsResponse,
} from "@/api/generated/types.gen";
import type { ThreadMessage, TicketDetail, TicketRow } from "@/api/tickets";
import { silentLive } from "./server";

export const BILLING = { id: "aaaaaaaa-0000-4000-8000-000000000001", name: "Billing" };
const ABILITIES = { reply: true, note: true, assign: true, solve: true, edit: true };

export const aMe = (given: Partial<MeRetrieveResponse> = {}): MeRetrieveResponse => ({
  id: "bbbbbbbb-0000-4000-8000-000000000001",
  version: 1,
  name: "Eva Nowak",
  email: "eva@northwind.localhost",
  role: "agent",
  language: "en",
  zone: "Europe/Prague",
  scheme: "light",
  density: "comfortable",
  shortcuts: true,
  organization: {
    id: "cccccccc-0000-4000-8000-000000000001",
    name: "Northwind Telecom",
    host: "northwind.localhost",
    zone: "Europe/Prague",
    language: "en",
  },
  abilities: { "ticket.view": true, "presence.set": true, "report.view": true },
  is_demo: true,
  ...given,
});

/** The smallest valid row; a test says only what matters to it. */
export const aTicket = (given: Partial<TicketRow> = {}): TicketRow => ({
  id: "7b0c2f6e-0000-4000-8000-000000000001",
  number: 48213,
  version: 1,
  subject: "Refund",
  status: "open",
  priority: "normal",
  channel: "mail",
  language: "en",
  department: BILLING,
  contact: { id: "dddddddd-0000-4000-8000-000000000001", name: "Grace Okafor", email: "grace@okafor.example" },
  assignee: null,
  opened_at: "2026-11-18T09:00:00Z",
  last_message_at: "2026-11-18T09:00:00Z",
  preview: "Your colleague promised the refund.",
  first_response_due_at: null,
  first_responded_at: null,
  waiting_since: null,
  solved_at: null,
  unread: true,
  has_draft: false,
  abilities: ABILITIES,
  ...given,
});

export const aTicketDetail = (given: Partial<TicketDetail> = {}): TicketDetail => ({
  ...aTicket(),
  first_solved_at: null,
  participants: [],
  sla: {
    first_response: {
      state: "not_applicable",
      started_at: null,
      due_at: null,
      stopped_at: null,
      target_seconds: null,
    },
  },
  recent_tickets: [],
  mentions: [],
  ...given,
  contact: { ...aTicket().contact, phone: "", language: "en", zone: "", ...given.contact },
});

export const aMessage = (given: Partial<ThreadMessage> = {}): ThreadMessage => ({
  type: "message",
  id: "eeeeeeee-0000-4000-8000-000000000001",
  kind: "public",
  direction: "in",
  author: { kind: "customer", id: null, name: "Grace Okafor", email: "grace@okafor.example" },
  at: "2026-11-18T09:00:00Z",
  text: "Where is my refund?",
  visible_text: "Where is my refund?",
  quoted_text: "",
  html: null,
  remote_images: 0,
  attachments: [],
  delivery: null,
  badges: [],
  content_kind: "text",
  held: null,
  ...given,
});

export const me = (given: Partial<MeRetrieveResponse> = {}) =>
  http.get("*/api/v1/me/", () => HttpResponse.json<MeRetrieveResponse>(aMe(given)));
export const listing = (...results: TicketRow[]) =>
  http.get("*/api/v1/tickets/", () => HttpResponse.json<TicketsListResponse>({ next: null, previous: null, results }));
export const opened = (ticket: TicketDetail) =>
  http.get(`*/api/v1/tickets/${ticket.id}/`, () => HttpResponse.json<TicketsRetrieveResponse>(ticket));
export const thread = (...results: TicketsThreadResponse["results"]) =>
  http.get("*/api/v1/tickets/:id/thread/", () =>
    HttpResponse.json<TicketsThreadResponse>({ next: null, previous: null, results }),
  );

/** What every page of the inbox asks for besides its own: an ordinary agent in one department. */
export const surroundings = () => [
  silentLive,
  me(),
  http.get("*/api/v1/alerts/", () => HttpResponse.json<AlertsRetrieveResponse>({ unseen: 0, results: [] })),
  http.get("*/api/v1/presence/", () =>
    HttpResponse.json<PresenceRetrieveResponse>({ state: "available", reason: "", since: null }),
  ),
  http.get("*/api/v1/departments/", () =>
    HttpResponse.json<DepartmentsListResponse>({ next: null, previous: null, results: [] }),
  ),
  http.get("*/api/v1/tickets/views/", () =>
    HttpResponse.json<TicketsViewsResponse>({
      views: [{ key: "mine", count: 2, more: false }],
      departments: [{ ...BILLING, colour: "#5666de", count: 2, more: false, due_soon: 0 }],
    }),
  ),
];

/** An opened ticket's own requests, with nothing drafted. */
export const conversation = (ticket: TicketDetail, ...messages: ThreadMessage[]) => [
  opened(ticket),
  thread(...messages),
  http.get("*/api/v1/tickets/:id/draft/", () =>
    HttpResponse.json({ kind: "reply", text: "", html: "", saved_at: null, uploads: [] }),
  ),
  http.put("*/api/v1/tickets/:id/draft/", async ({ request }) =>
    HttpResponse.json({ ...((await request.json()) as object), saved_at: "2026-11-18T09:29:00Z", uploads: [] }),
  ),
  http.delete("*/api/v1/tickets/:id/draft/", () => new HttpResponse(null, { status: 204 })),
  http.post("*/api/v1/tickets/:id/read/", () => new HttpResponse(null, { status: 204 })),
];
