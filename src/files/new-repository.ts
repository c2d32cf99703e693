import { type Login, sameLogin } from "../domain/login.ts";
import type { TreeEntry } from "../domain/tree.ts";
import type { Instant } from "../domain/units.ts";
import { CODEOWNERS_FILE, codeownersText } from "./codeowners.ts";
import { ISSUE_FORM_FILE, issueFormText } from "./issue-form.ts";
import { readPolicies, SETTINGS_FILE } from "./policies.ts";
import { schemaTexts } from "./validators.generated.js";

/** A team that has a name and people. */
export interface NamedTeam {
  readonly name: string;
  readonly logins: readonly [Login, ...Login[]];
}

/** What an access repository cannot do without, and nobody but its owner knows. */
export interface NewRepository {
  /** `OWNER/REPO@<40 hex>`: the action, at the commit that was looked at. */
  readonly action: string;
  readonly owners: NamedTeam;
  readonly approvers: NamedTeam;
  readonly requesters: NamedTeam;
  /** Absent where it is given to the workflows as a variable alone. */
  readonly vault?: string;
  /** Where people's logins are, and jobs', if it is not what the settings' sample says. */
  readonly issuer?: string;
}

/** Where the files lie that only access repositories have; everything else is this project's own. */
const TEMPLATE = "template/";

/**
 * Every file of a new access repository, by path.
 *
 * @param shipped this project's own files, and those of `template/`: the one source of both
 */
export function newRepositoryFiles(
  shipped: ReadonlyMap<string, string>,
  wanted: NewRepository,
  now: Instant,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const [path, text] of shipped) {
    if (path.startsWith(TEMPLATE)) files.set(path.slice(TEMPLATE.length), filled(text, wanted));
    else if (path === SETTINGS_FILE) files.set(path, settings(text, wanted));
    else if (path.startsWith("deploy/")) files.set(path, filled(text, wanted));
    else if (path.startsWith(".github/workflows/")) files.set(path, pinned(text, wanted.action));
    else files.set(path, text);
  }
  for (const [kind, text] of Object.entries(schemaTexts)) {
    files.set(`schema/${kind}.schema.json`, `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
  }
  const { policies } = readPolicies(entriesOf(files));
  files.set(CODEOWNERS_FILE, codeownersText(policies, "", now));
  files.set(ISSUE_FORM_FILE, issueFormText(policies));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The files as a tree, to be judged like any other. */
export const entriesOf = (files: ReadonlyMap<string, string>): TreeEntry[] =>
  [...files].map(([path, text]) => {
    const bytes = new TextEncoder().encode(text);
    return { path, kind: "file", size: bytes.length, bytes };
  });

/** The action by its commit instead of by the folder it lies in here; reusable workflows stay next to their callers. */
const pinned = (text: string, action: string): string =>
  text.replaceAll(/(?<=\n\s+uses: )\.\/(?=\n)/g, action);

function filled(text: string, { action, owners, approvers, requesters }: NewRepository): string {
  const [requester, approver] = strangers(requesters.logins, approvers.logins);
  const values: Readonly<Record<string, string>> = {
    action_repository: action.split("@", 1)[0] ?? "",
    owners_team: owners.name,
    owners: list(owners),
    approvers_team: approvers.name,
    approvers: list(approvers),
    requesters_team: requesters.name,
    requesters: list(requesters),
    requester,
    approver,
  };
  return text.replaceAll(/\{(\w+)\}/g, (written, name: string) => values[name] ?? written);
}

const list = ({ logins }: NamedTeam): string => `[${logins.join(", ")}]`;

/** One of each who are two people; where there are none, the rules say so. */
function strangers(asking: readonly Login[], approving: readonly Login[]): [Login, Login] {
  for (const one of asking) {
    const other = approving.find((login) => !sameLogin(login, one));
    if (other !== undefined) return [one, other];
  }
  return [asking[0] ?? "", approving[0] ?? ""];
}

/** The sample's settings with what differs; all else, comments too, stays as it is. */
function settings(text: string, { owners, vault, issuer }: NewRepository): string {
  const changes: readonly (readonly [RegExp, string])[] = [
    [/(?<=^owners: \{ teams: \[)\w+(?=\])/m, owners.name],
    ...(vault === undefined ? [] : [[/^ {2}# address: \S+/m, `  address: ${vault}`] as const]),
    ...(issuer === undefined
      ? []
      : [[/(?<=^ {2}workflows: \{.*)(?= \})/m, `, issuer: '${issuer}'`] as const]),
  ];
  return changes.reduce((changed, [where, what]) => {
    if (!where.test(changed)) throw new Error(`${SETTINGS_FILE} of this project has no ${where.source}`);
    return changed.replace(where, () => what);
  }, text);
}
