import type {
  AccessChange,
  PeopleChange,
  PolicyEffect,
  StrandedGrant,
  TestChange,
} from "../domain/change/effect.ts";
import type { TermChange } from "../domain/change/terms.ts";
import { formatInstant } from "../domain/units.ts";
import { name, nameRow, pathText, some, words } from "./markdown-parts.ts";

/** Entries of one list that are shown. */
const MOST = 30;

/** What a change of policies does: access, people, live grants, tests. */
export function effectSection(effect: PolicyEffect): string[] {
  const parts = [
    ...part("Access", effect.access.map(accessEntry), "roles"),
    ...part("Terms", effect.terms.map(termEntry), "changes"),
    ...part("People", effect.people.map(peopleEntry), "changes"),
    ...part("Live grants that would not be allowed any more", effect.stranded.map(strandedEntry), "grants"),
    ...part("Policy tests that answer otherwise", effect.tests.map(testEntry), "tests"),
  ];
  const nothing = ["No role's access or terms, nobody's rights, no live grant and no test's answer changes."];
  return ["### 📜 What the changed policies do", "", ...(parts.length === 0 ? nothing : parts)];
}

function part(title: string, entries: readonly string[], what: string): string[] {
  return entries.length === 0 ? [] : [`**${title}**`, "", ...some(entries, MOST, what), ""];
}

const KINDS = {
  new: "is new",
  gone: "is gone",
  widened: "is **wider**",
  narrowed: "is narrower",
  changed: "is **changed**",
} as const;

function accessEntry({ role, kind, gained, lost }: AccessChange): string {
  const more = gained.map((path) => `  - gains ${pathText(path)}`);
  const less = lost.map((path) => `  - loses ${pathText(path)}`);
  return [`- ${name(role)} ${KINDS[kind]}`, ...some([...more, ...less], MOST, "paths")].join("\n");
}

const side = (text: string | undefined): string => (text === undefined ? "nothing" : name(text));

const termEntry = ({ of, term, before, after }: TermChange): string =>
  `- ${name(of)} ${name(term)}: ${side(before)} → ${side(after)}`;

const PARTS = {
  owners: ["may approve changes of", "may not approve changes of"],
  requesters: ["may ask for", "may not ask for"],
  approvers: ["may approve", "may not approve"],
  "break-glass": ["may break the glass of", "may not break the glass of"],
} as const;

const peopleEntry = ({ role, part: of, joined, left }: PeopleChange): string =>
  [
    ...(joined.length === 0 ? [] : [`- now ${PARTS[of][0]} ${name(role)}: ${nameRow(joined)}`]),
    ...(left.length === 0 ? [] : [`- ${PARTS[of][1]} ${name(role)} any more: ${nameRow(left)}`]),
  ].join("\n");

const strandedEntry = ({ grant, findings }: StrandedGrant): string =>
  `- ${name(grant.user)}, ${name(grant.role)} until ${formatInstant(grant.end)}: ${findings
    .slice(0, 3)
    .map(({ message }) => words(message))
    .join("; ")}`;

const testEntry = ({ test, before, after, rules }: TestChange): string =>
  `- ${words(test.name)}: ${before} → **${after}**${rules.length === 0 ? "" : ` (${rules.map(name).join(", ")})`}`;
