import type { Criterion, Mark, Review, Scorecard, Section } from "@/api/generated/types.gen";

/** The smallest valid pieces of a review; a test says only what matters to it. */
export const aCriterion = (given: Partial<Criterion> = {}): Criterion => ({
  id: "c1",
  text: "Greeting with own name",
  help: "",
  weight: 1,
  scale: "yes_no",
  na_allowed: true,
  critical: false,
  ...given,
});

export const aScorecard = (criteria: Criterion[], section: Partial<Section> = {}): Scorecard => ({
  id: "5c000000-0000-4000-8000-000000000001",
  name: "Billing calls",
  version: 3,
  pass_percent: 85,
  sections: [{ id: "s1", title: "Opening", weight: 100, criteria, ...section }],
});

export const aMark = (given: Partial<Mark> = {}): Mark => ({
  criterion_id: "c1",
  value: null,
  not_applicable: false,
  note: "",
  root_cause: "",
  at_second: null,
  message_id: null,
  ...given,
});

export const aReview = (given: Partial<Review> = {}): Review => ({
  id: "7e000000-0000-4000-8000-000000000001",
  state: "draft",
  version: 1,
  subject: { kind: "ticket", id: "7b0c2f6e-0000-4000-8000-000000000001", title: "Refund" },
  agent: { id: "a1", name: "Eva Nowak" },
  reviewer: { id: "r1", name: "Piotr Lis" },
  scorecard: aScorecard([aCriterion()]),
  marks: [],
  comments: [],
  score: {
    calculated_percent: null,
    final_percent: null,
    passed: null,
    reasons: [],
    provisional: true,
    answered: 0,
    total: 1,
    receipt: [],
  },
  abilities: { edit: true, acknowledge: false },
  ...given,
});
