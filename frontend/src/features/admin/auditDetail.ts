import type { I18n } from "@lingui/core";
import { msg, plural } from "@lingui/core/macro";
import type { Audit } from "@/api/generated/types.gen";
import { browserName } from "./browserName";
import { type Role, roleName } from "./roleName";

const secondStep = {
  set_up: msg`set up`,
  removed: msg`removed`,
  new_recovery_codes: msg`new recovery codes`,
  removed_by_manager: msg`removed by an administrator`,
};

const profileField = {
  name: msg({ message: "name", context: "profile field" }),
  language: msg({ message: "language", context: "profile field" }),
  zone: msg({ message: "time zone", context: "profile field" }),
  scheme: msg({ message: "light or dark", context: "profile field" }),
  density: msg({ message: "density", context: "profile field" }),
  shortcuts: msg({ message: "shortcuts", context: "profile field" }),
};

const organizationField = {
  name: msg({ message: "name", context: "profile field" }),
  language: msg({ message: "language", context: "profile field" }),
  zone: msg({ message: "time zone", context: "profile field" }),
  undo_send_seconds: msg`seconds to take an answer back`,
};

/** What exactly was done, in words; empty where the name of the act says everything. */
export function auditDetail({ name, detail }: Pick<Audit, "name" | "detail">, i18n: I18n): string {
  switch (name) {
    case "accounts.membership.role_changed":
      return `${role(detail.before, i18n)} → ${role(detail.role, i18n)}`;
    case "accounts.membership.started":
    case "accounts.invitation.created":
    case "accounts.invitation.resent":
    case "accounts.invitation.revoked":
    case "accounts.invitation.accepted":
      return role(detail.role, i18n);
    case "accounts.user.signed_in":
      return [detail.with_second_factor ? i18n._(msg`with the second step`) : "", browserName(text(detail.agent))]
        .filter(Boolean)
        .join(" · ");
    case "accounts.user.sessions_ended": {
      const count = Number(detail.count);
      return i18n._(msg`${plural(count, { one: "# session", other: "# sessions" })}`);
    }
    case "accounts.user.second_factor_changed":
      return known(secondStep, detail.what, i18n);
    case "accounts.user.profile_changed":
      return listed(profileField, detail.changed, i18n);
    case "accounts.organization.changed":
      return listed(organizationField, detail.changed, i18n);
    case "helpdesk.set_aside_mail.ticketed":
    case "helpdesk.set_aside_mail.dismissed":
    case "helpdesk.set_aside_mail.restored":
    case "helpdesk.set_aside_mail.asked_again":
      return text(detail.email);
    default:
      return "";
  }
}

const text = (value: unknown) => (typeof value === "string" ? value : "");

const role = (value: unknown, i18n: I18n) => known(roleName, value as Role, i18n);

const listed = (names: object, fields: unknown, i18n: I18n) =>
  (Array.isArray(fields) ? fields : []).map((field) => known(names, field, i18n)).join(", ");

/** The name of a code; the code itself where a newer server knows more than this page. */
function known<Names extends object>(names: Names, value: unknown, i18n: I18n) {
  return typeof value === "string" && value in names
    ? i18n._(names[value as keyof Names] as Parameters<I18n["_"]>[0])
    : text(value);
}
