import type { Policies, Role } from "../domain/model.ts";
import { formatDuration } from "../domain/units.ts";

export const ISSUE_FORM_FILE = ".github/ISSUE_TEMPLATE/access.yml";

const BEGIN = "# leasehold:begin";
const END = "# leasehold:end";

/** The fields of the form in its order; GitHub writes each answer below a heading with its label. */
export const ISSUE_FIELDS = ["Role", "How long", "Ticket", "Not before", "Reason"] as const;
export type IssueField = (typeof ISSUE_FIELDS)[number];

/**
 * The form of `.github/ISSUE_TEMPLATE/` by which people ask without a clone.
 *
 * @param existing the form as it is: only the roles between the marks are written anew; without marks it is left alone
 */
export function issueFormText(policies: Pick<Policies, "roles">, existing: string = FORM): string {
  // Line by line: a pattern over all of them would look from each mark to the end of a file made for that.
  const lines = existing.split("\n");
  const begin = lines.findIndex((line) => line.trim() === BEGIN);
  const end = lines.findIndex((line, index) => index > begin && line.trim() === END);
  const [, indent = "", ending = ""] = /^([ \t]*).*?(\r?)$/.exec(lines[begin] ?? "") ?? [];
  if (begin === -1 || end === -1) return existing;
  const roles = [...policies.roles.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const part = [BEGIN, ...roles.map((role) => `- ${JSON.stringify(optionOf(role))}`), END];
  const written = part.map((line) => `${indent}${line}${ending}`);
  return [...lines.slice(0, begin), ...written, ...lines.slice(end + 1)].join("\n");
}

/** Its first word is the role's name: that is what is read of an answer. */
const optionOf = ({ name, description, duration }: Role): string =>
  `${name}: ${description.replaceAll(/\s+/g, " ").trim()} (at most ${formatDuration(duration.max)})`;

/** The role that an answer to the drop-down names. */
export const roleOfOption = (answer: string): string => /^[^\s:]*/.exec(answer.trim())?.[0] ?? "";

const FORM = `# Asking for access in the browser. The roles between the marks are written by \`leasehold issue-form\` from policies/;
# all else is yours to change, but for the labels: the workflow (request.yml) finds the answers by them.
name: Ask for access
description: Temporary access to production. A workflow makes the pull request; approvers are asked there.
title: "Access: "
labels: [access-request]
body:
  - type: dropdown
    id: role
    attributes:
      label: Role
      options:
        ${BEGIN}
        ${END}
    validations: { required: true }
  - type: input
    id: duration
    attributes:
      label: How long
      description: It ends by itself after that. Shorter is approved sooner.
      placeholder: 30m, 2h or 1d
    validations: { required: true }
  - type: input
    id: ticket
    attributes:
      label: Ticket
      description: Where the role asks for one.
      placeholder: INC-4821
  - type: input
    id: start
    attributes:
      label: Not before
      description: Empty means from the merge on.
      placeholder: 2026-11-22T09:00:00Z
  - type: textarea
    id: reason
    attributes:
      label: Reason
      description: What you need to do there. Approvers decide by this, and it is kept. No passwords, no personal data.
    validations: { required: true }
`;
