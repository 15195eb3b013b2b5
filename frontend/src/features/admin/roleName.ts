import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Person } from "@/api/generated/types.gen";

export type Role = Person["role"];

export const roleName: Record<Role, MessageDescriptor> = {
  owner: msg({ message: "Owner", context: "role" }),
  admin: msg({ message: "Administrator", context: "role" }),
  supervisor: msg({ message: "Supervisor", context: "role" }),
  agent: msg({ message: "Agent", context: "role" }),
  reviewer: msg({ message: "Reviewer", context: "role" }),
  viewer: msg({ message: "Viewer", context: "role" }),
};

/** What the role is for, beside its name where one is chosen. */
export const roleMeaning: Record<Role, MessageDescriptor> = {
  owner: msg`everything, and who else is an owner`,
  admin: msg`everything but owners`,
  supervisor: msg`their departments: work, live, reports, reviews`,
  agent: msg`tickets and calls of their departments`,
  reviewer: msg`reads everything, judges work`,
  viewer: msg`reads their departments`,
};

export const ROLES = Object.keys(roleName) as Role[];
