import { setupI18n } from "@lingui/core";
import { expect, test } from "vitest";
import { auditDetail } from "./auditDetail";

const i18n = setupI18n({ locale: "en", messages: { en: {} } });
const said = (name: string, detail: Record<string, unknown>) => auditDetail({ name, detail }, i18n);

test("a changed role is said as before and after", () => {
  expect(said("accounts.membership.role_changed", { before: "agent", role: "viewer" })).toBe("Agent → Viewer");
});

test("a sign-in says the second step and the browser", () => {
  const detail = { with_second_factor: true, agent: "Firefox 150" };
  expect(said("accounts.user.signed_in", detail)).toBe("with the second step · Firefox 150");
  expect(said("accounts.user.signed_in", { with_second_factor: false })).toBe("");
});

test("changed fields of a profile are named, unknown ones by their code", () => {
  expect(said("accounts.user.profile_changed", { changed: ["zone", "shoe_size"] })).toBe("time zone, shoe_size");
});

test("an act that needs no more words has none", () => {
  expect(said("accounts.user.password_changed", { changed: ["password"] })).toBe("");
});
