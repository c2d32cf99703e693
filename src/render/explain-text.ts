import type { RequestReport } from "../domain/change/change-report.ts";
import type { Finding } from "../domain/finding.ts";
import type { Login } from "../domain/login.ts";
import type { Role } from "../domain/model.ts";
import { formatDuration } from "../domain/units.ts";
import { count, requestText, writtenText } from "./check-text.ts";
import { findingsText } from "./findings.ts";
import type { Paint } from "./paint.ts";
import { onOneLine } from "./terminal-text.ts";

/** What `explain` found out; the shape of commands/explain.ts. */
export type Explained =
  | { readonly kind: "request"; readonly report: RequestReport }
  | { readonly kind: "unread"; readonly findings: readonly Finding[] }
  | {
      readonly kind: "person";
      readonly user: Login;
      readonly roles: readonly {
        readonly role: Role;
        readonly ways: readonly ("request" | "break-glass")[];
        readonly approvers: readonly Login[];
      }[];
    };

/** What `explain` answers at a terminal. */
export function explainText(explained: Explained, paint: Paint): string {
  switch (explained.kind) {
    case "unread":
      return findingsText(explained.findings, paint);
    case "person":
      return personText(explained, paint);
    case "request": {
      const { report } = explained;
      const near =
        report.suggestion === undefined
          ? ""
          : `${paint("cyan", "would pass:")}\n${writtenText(report.suggestion)}`;
      const parts = [requestText(report, paint), findingsText(report.findings, paint), near];
      return parts.filter((part) => part !== "").join("\n");
    }
  }
}

function personText({ user, roles }: Extract<Explained, { kind: "person" }>, paint: Paint): string {
  const head = `${user} may ask for ${count(roles.length, "role")}\n`;
  const each = roles.map(({ role, ways, approvers }) => {
    const lines = [
      `${paint("bold", role.name)}  ${onOneLine(role.description)}`,
      ...(ways.includes("request")
        ? [`  up to ${formatDuration(role.duration.max)}, approved by ${approvers.join(", ") || "nobody"}`]
        : []),
      ...(ways.includes("break-glass") && role.break_glass !== undefined
        ? [`  break-glass: up to ${formatDuration(role.break_glass.max)}, reviewed after`]
        : []),
      ...role.access.map(({ path, capabilities }) => `  ${onOneLine(path)} (${capabilities.join(", ")})`),
    ];
    return `${lines.join("\n")}\n`;
  });
  const [first] = roles;
  const next = first
    ? [
        `${paint("dim", "ask")}  leasehold request ${first.role.name} --for 1h --reason "…", or just leasehold request\n`,
      ]
    : [];
  return [head, ...each, ...next].join("\n");
}
