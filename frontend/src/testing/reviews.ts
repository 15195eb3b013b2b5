import type { Criterion, Mark, Review, Scorecard, Section } from "@/api/generated/types.gen";

/** The smallest valid pieces of a review; a test says only what matters to it. */
export const aCriterion = (given: Partial<Criterion> = {}): Criterion => ({
  id: "c1",
  name: "Greeting with own name",
  guidance: "",
  weight: 1,
  scale: { kind: "yes_no", lowest: 0, highest: 1 },
  na_allowed: true,
  critical: "none",
  bonus_points: null,
  ...given,
});

export const aScorecard = (criteria: Criterion[], section: Partial<Section> = {}): Scorecard => ({
  id: "5c000000-0000-4000-8000-000000000001",
  name: "Billing calls",
  subject_kind: "ticket",
  version_number: 3,
  published_at: "2026-11-01T08:00:00Z",
  pass_mark_percent: 85,
  mode: "section_normalised",
  na_policy: "exclude",
  auto_fail: "zero",
  bonus_capped: true,
  root_causes: [{ key: "knowledge", label: "Did not know" }],
  sections: [
    { id: "s1", name: "Opening", weight: 1, weight_percent: 100, pass_mark_percent: null, criteria, ...section },
  ],
});

export const aMark = (given: Partial<Mark> = {}): Mark => ({
  criterion_id: "c1",
  value: null,
  not_applicable: false,
  note: "",
  root_cause: "",
  at_second: null,
  message_id: null,
  saved_at: "2026-11-18T10:00:00Z",
  ...given,
});

const TICKET = "7b0c2f6e-0000-4000-8000-000000000001";

export const aReview = (given: Partial<Review> = {}): Review => ({
  id: "7e000000-0000-4000-8000-000000000001",
  version: 1,
  state: "draft",
  selection: "random",
  subject: { kind: "ticket", id: TICKET, title: "Refund", ticket_id: TICKET, call_id: null },
  agent: { id: "a1", name: "Eva Nowak" },
  reviewer: { id: "r1", name: "Piotr Lis" },
  department: { id: "d1", name: "Billing" },
  scorecard: aScorecard([aCriterion()]),
  worked_at: "2026-11-18T09:00:00Z",
  started_at: "2026-11-18T10:00:00Z",
  submitted_at: null,
  acknowledged_at: null,
  final_percent: null,
  passed: null,
  marks: [],
  comments: [],
  score: {
    calculated_percent: null,
    final_percent: null,
    outcome: "provisional",
    passed: null,
    reasons: [],
    provisional: true,
    answered: 0,
    total: 1,
    pass_mark_percent: 85,
    bonus_points: 0,
    sections: [],
    receipt: [],
  },
  abilities: { write: true, acknowledge: false },
  ...given,
});
