import type { CallRow } from "@/api/generated/types.gen";
import { BILLING } from "./inbox";

/** The smallest valid row; a test says only what matters to it. */
export const aCall = (given: Partial<CallRow> = {}): CallRow => ({
  id: "eeeeeeee-0000-4000-8000-000000000001",
  version: 1,
  direction: "in",
  state: "over",
  outcome: "answered",
  contact: null,
  caller: "+420601555018",
  department: BILLING,
  agent: null,
  agent_name: "",
  queue: "billing",
  started_at: "2026-11-18T09:00:00Z",
  answered_at: "2026-11-18T09:00:10Z",
  ended_at: "2026-11-18T09:02:00Z",
  waiting_since: null,
  wait_seconds: 10,
  connected_seconds: 110,
  talk_seconds: 110,
  has_recording: false,
  recording_seconds: null,
  ticket: null,
  abilities: { play: false, link: false },
  ...given,
});
