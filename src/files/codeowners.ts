import { membersFrom } from "../domain/eligibility.ts";
import type { Login } from "../domain/login.ts";
import type { Group, Policies, Role } from "../domain/model.ts";
import type { Instant } from "../domain/units.ts";

export const CODEOWNERS_FILE = ".github/CODEOWNERS";
const BEGIN = "# leasehold:begin";
const END = "# leasehold:end";

/**
 * The text of CODEOWNERS with the generated part last, so that it wins (GitHub takes the last line that matches).
 *
 * Owners are logins, even with `github.teams: github`: the files do not say in which organisation a team is, and
 * GitHub skips a line with an unknown team in silence. Who is in a team for some time is an owner until that is over;
 * who will be later already is, so that the file does not change by the clock more than it must. GitHub asks these
 * people; whether their approvals suffice is decided by the rules, not here.
 *
 * @param existing the file as it is; lines outside the generated part are kept
 */
export function codeownersText(policies: Policies, existing: string, now: Instant): string {
  const kept = withoutPart(existing).trimEnd();
  const part = [
    BEGIN,
    "# Written by `leasehold codeowners` from policies/. Edit those instead.",
    ...linesOf(policies, now),
    END,
  ];
  return `${kept === "" ? "" : `${kept}\n\n`}${part.join("\n")}\n`;
}

/** Whether a file says what it should. Git may check it out with other line ends; GitHub reads both. */
export const saysTheSame = (existing: string, text: string): boolean =>
  existing.replaceAll("\r\n", "\n") === text;

/** The line of the file, from 1, where its generated part begins; undefined where it has none. */
export function generatedPart(text: string): number | undefined {
  const index = text.split("\n").findIndex((one) => one.trim() === BEGIN);
  return index === -1 ? undefined : index + 1;
}

/** What decides over grants beside `grants/` itself; the last two where the action lies in the repository. */
const DECIDES = ["/policies/", "/.github/", "/action.yml", "/dist/"];

function linesOf(policies: Policies, now: Instant): string[] {
  const owners = policies.settings === undefined ? [] : peopleOf([policies.settings.owners], policies, now);
  const roles = [...policies.roles.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return [
    ...roles.flatMap((role) => roleLines(role, policies, owners, now)),
    // A line without owners would let anybody change them.
    ...(owners.length === 0 ? [] : DECIDES.map((pattern) => line(pattern, owners))),
  ];
}

function roleLines(role: Role, policies: Policies, otherwise: readonly Login[], now: Instant): string[] {
  const approvers = peopleOf(role.approvers, policies, now);
  // Where no approver is left the settings' owners are asked: a line without owners would un-own the folder.
  const asked = approvers.length > 0 ? approvers : otherwise;
  if (asked.length === 0) return [];
  return [
    line(`/grants/${role.name}/`, asked),
    // Without owners: GitHub lets an emergency merge at once. It is reviewed afterwards.
    ...(role.break_glass === undefined ? [] : [`/grants/${role.name}/bg-*`]),
  ];
}

const line = (pattern: string, owners: readonly Login[]): string =>
  [pattern, ...owners.map((login) => `@${login}`)].join(" ");

/** Everybody whom the groups have at `now` or later; sorted, nobody twice. */
const peopleOf = (groups: readonly Group[], policies: Policies, now: Instant): Login[] =>
  [...new Set(groups.flatMap((group) => [...membersFrom(group, policies, now)]))].sort();

/** The file without generated parts. A part that was never closed loses only its first line: what follows may be anybody's. */
function withoutPart(text: string): string {
  const kept: string[] = [];
  let part: string[] | undefined;
  for (const one of text.replaceAll("\r\n", "\n").split("\n")) {
    const word = one.trim();
    if (word === BEGIN) {
      kept.push(...(part ?? []));
      part = [];
    } else if (word === END) part = undefined;
    else (part ?? kept).push(one);
  }
  return [...kept, ...(part ?? [])].join("\n");
}

/**
 * Who GitHub asks for a path: the owners of the last line that matches; none where that line has none, and where
 * none matches. Lines GitHub cannot read are skipped, as it does.
 *
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function ownersOf(text: string, path: string): string[] {
  let owners: string[] = [];
  for (const one of text.split(/\r?\n/)) {
    const [pattern, ...names] = words(one);
    if (pattern === undefined) continue;
    if (names.some((name) => !OWNER.test(name))) continue;
    if (patternOf(pattern)?.test(path.replace(/^\//, "")) === true) owners = names;
  }
  return owners;
}

const OWNER = /^(?:@[\w.-]+(?:\/[\w.-]+)?|[^\s@]+@[^\s@]+)$/;

/** The words of a line up to a comment; `\ ` and `\#` stand for themselves. */
const words = (one: string): string[] => one.replace(/(?<!\\)#.*$/, "").match(/(?:\\.|[^\s\\])+/g) ?? [];

/** GitHub's patterns are gitignore's without `!` and `[ ]`, and `dir/*` goes one level deep only. */
function patternOf(pattern: string): RegExp | undefined {
  if (/^!|[[\]]/.test(pattern)) return undefined;
  const plain = pattern.replace(/^\//, "");
  const anchored = pattern.startsWith("/") || plain.replace(/\/$/, "").includes("/");
  const segments = plain.replace(/\/$/, "").split("/");
  const inner = segments.map((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === "**") return isLast ? ".+" : "(?:.+/)?";
    return `${segmentOf(segment)}${isLast ? "" : "/"}`;
  });
  const last = segments.at(-1);
  const tail =
    last === "**" || (last === "*" && segments.length > 1 && !pattern.endsWith("/"))
      ? ""
      : pattern.endsWith("/")
        ? "/.+"
        : "(?:/.+)?";
  return new RegExp(`^${anchored ? "" : "(?:.+/)?"}${inner.join("")}${tail}$`, "s");
}

const segmentOf = (segment: string): string =>
  segment
    .replaceAll(/\\(.)|[.+^${}()|]/g, (sign, escaped: string | undefined) =>
      escaped === undefined ? `\\${sign}` : escaped.replace(/\W/, "\\$&"),
    )
    .replaceAll(/(?<!\\)\*+/g, "[^/]*")
    .replaceAll(/(?<!\\)\?/g, "[^/]");
