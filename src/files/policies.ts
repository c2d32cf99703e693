import { error, type Finding } from "../domain/finding.ts";
import type { Policies, PolicyTest, Role, Rotation, Settings } from "../domain/model.ts";
import { POLICY_BYTES, type TreeEntry } from "../domain/tree.ts";
import { onlyNamed, type Path, unsaid } from "../domain/unsaid.ts";
import { type Form, openForm } from "./form.ts";
import { nameFinding, notRegular, stemOf, wrongFileName } from "./names.ts";
import { policyTestsOf } from "./policy-test.ts";
import { roleOf } from "./role.ts";
import { rotationOf } from "./rotation.ts";
import type { FileKind, Written } from "./schemas/index.ts";
import { settingsOf } from "./settings.ts";
import { peopleOf, teamsOf } from "./teams.ts";
import { readYaml } from "./yaml.ts";

export const SETTINGS_FILE = "policies/leasehold.yaml";
const TEAMS_FILE = "policies/teams.yaml";
const PEOPLE_FILE = "policies/people.yaml";

/** What may lie beside policies. */
const BESIDE = /^policies\/(?:(?:roles|rotations|tests)\/)?(?:README\.md|\.gitkeep)$/;

/** What files say, by what they are about. */
interface Book {
  settings?: Settings | undefined;
  teams: Policies["teams"];
  people: Policies["people"];
  readonly roles: Map<string, Role>;
  readonly rotations: Map<string, Rotation>;
  readonly tests: PolicyTest[];
}

/** What is collected while the files are read. */
interface Reading {
  readonly strict: Book;
  readonly mended: Book;
  readonly findings: Finding[];
  /** Files that do not say all of what they are there for, even mended. */
  readonly unsaid: Set<string>;
}

/** Policies and their tests as broken files mean them, as far as anybody can tell. */
export interface MendedPolicies {
  /** Whoever looks at what they do not say is stopped ({@link unsaid}). */
  readonly policies: Policies;
  readonly tests: readonly PolicyTest[];
  /** Files that do not say all. */
  readonly unsaid: ReadonlySet<string>;
}

const emptyBook = (): Book => ({
  teams: new Map(),
  people: new Map(),
  roles: new Map(),
  rotations: new Map(),
  tests: [],
});

const policiesOf = ({ settings, teams, people, roles, rotations }: Book): Policies => ({
  ...(settings === undefined ? {} : { settings }),
  ...{ teams, people, roles, rotations },
});

/**
 * Reads everything under `policies/`, defaults filled in; entries elsewhere are passed over. A file that breaks its
 * form is absent and named in `findings`. What files say about each other is for the rules of the domain.
 *
 * @returns `mended` only to tell at once what else is wrong; nobody gets anything by it
 */
export function readPolicies(entries: Iterable<TreeEntry>): {
  policies: Policies;
  tests: PolicyTest[];
  findings: Finding[];
  mended: MendedPolicies;
} {
  const reading: Reading = {
    strict: emptyBook(),
    mended: emptyBook(),
    findings: [],
    unsaid: new Set(),
  };
  let settingsSeen = false;
  for (const entry of entries) {
    if (entry.path !== "policies" && !entry.path.startsWith("policies/")) continue;
    settingsSeen ||= entry.path === SETTINGS_FILE;
    readEntry(reading, entry);
  }
  const { strict, findings } = reading;
  if (!settingsSeen) {
    tell(reading, SETTINGS_FILE, [
      error(
        "schema",
        { file: SETTINGS_FILE },
        "the settings are missing",
        "write at least owners: { teams: [platform], count: 1 }",
      ),
    ]);
  }
  const policies = policiesOf(strict);
  const mended =
    findings.length === 0 ? { policies, tests: strict.tests, unsaid: reading.unsaid } : meant(reading);
  return { policies, tests: strict.tests, findings, mended };
}

/** What is named by a file that says nothing is there all the same: of it nothing is known. */
function meant({ mended, unsaid: files }: Reading): MendedPolicies {
  for (const file of files) {
    const [, folder, name = ""] = /^policies\/(roles|rotations)\/([^/.]+)\.[^/]*$/.exec(file) ?? [];
    const at = () => ({ file });
    if (folder === "roles" && !mended.roles.has(name)) mended.roles.set(name, onlyNamed<Role>({ name, at }));
    if (folder === "rotations" && !mended.rotations.has(name))
      mended.rotations.set(name, onlyNamed<Rotation>({ name, at }));
  }
  const lost = [
    ...(files.has(TEAMS_FILE) ? [["teams"]] : []),
    ...(files.has(PEOPLE_FILE) ? [["people"]] : []),
  ];
  return { policies: unsaid(policiesOf(mended), lost), tests: mended.tests, unsaid: files };
}

/** Findings of a file that cannot be read on for them. */
function tell(reading: Reading, file: string, findings: readonly Finding[]): void {
  reading.findings.push(...findings);
  reading.unsaid.add(file);
}

function readEntry(reading: Reading, entry: TreeEntry): void {
  const { path } = entry;
  const irregular = notRegular(entry);
  if (irregular !== undefined) {
    tell(reading, path, [irregular]);
    return;
  }
  switch (path) {
    case SETTINGS_FILE:
      read(reading, entry, "settings", settingsOf, (book, settings, paths) => {
        book.settings = unsaid(settings, paths);
      });
      return;
    case TEAMS_FILE:
      read(reading, entry, "teams", teamsOf, (book, teams) => {
        book.teams = teams;
      });
      return;
    case PEOPLE_FILE:
      read(reading, entry, "people", peopleOf, (book, people) => {
        book.people = people;
      });
      return;
  }
  const [, folder] = /^policies\/(roles|rotations|tests)\/[^/]+$/.exec(path) ?? [];
  if (BESIDE.test(path)) return;
  const misnamed = folder === undefined ? misplaced(path) : wrongFileName(path);
  if (misnamed !== undefined) tell(reading, path, [misnamed]);
  else readNamed(reading, entry, folder as "roles" | "rotations" | "tests", stemOf(path));
}

function readNamed(
  reading: Reading,
  entry: TreeEntry,
  folder: "roles" | "rotations" | "tests",
  name: string,
): void {
  switch (folder) {
    case "roles": {
      const take = (form: Form, written: Written<"role">) => roleOf(form, name, written);
      read(reading, entry, "role", take, (book, role, paths) => book.roles.set(name, unsaid(role, paths)));
      return;
    }
    case "rotations": {
      const take = (form: Form, written: Written<"rotation">) => rotationOf(form, name, written);
      read(reading, entry, "rotation", take, (book, rotation, paths) =>
        // What the file calls `name` is the rotation's target; the rotation is called as the file.
        book.rotations.set(
          name,
          unsaid(
            rotation,
            paths.map(([key, ...rest]) => [key === "name" ? "target" : (key ?? ""), ...rest]),
          ),
        ),
      );
      return;
    }
    case "tests":
      read(
        reading,
        entry,
        "policy-tests",
        (form, written) => policyTestsOf(form, entry.path, written),
        (book, tests) => book.tests.push(...tests),
      );
  }
}

/**
 * Reads one file: into what is taken over where nothing is wrong with it, and into what is mended as far as it can be.
 *
 * @param keep puts what the file says into a book; `paths` are those of which it does not say what they should be
 */
function read<K extends FileKind, Result>(
  reading: Reading,
  entry: TreeEntry,
  kind: K,
  take: (form: Form, written: Written<K>) => Result,
  keep: (book: Book, result: Result, paths: readonly Path[]) => void,
): void {
  const file = readYaml(entry, POLICY_BYTES);
  if (!file.ok) {
    tell(reading, entry.path, file.findings);
    return;
  }
  // A file of teams or people that has only comments names none.
  const value = file.value === null && (kind === "teams" || kind === "people") ? {} : file.value;
  const opened = openForm(kind, value, file.positions);
  if (!opened.ok) {
    tell(reading, entry.path, opened.findings);
    return;
  }
  const { form } = opened;
  const result = take(form, opened.written);
  if (form.findings.length === 0) keep(reading.strict, result, []);
  if (form.unsaid.length > 0) reading.unsaid.add(entry.path);
  // Who is in a team is known of all of them or of none.
  const isWhole = form.unsaid.length === 0 || (kind !== "teams" && kind !== "people");
  if (isWhole) keep(reading.mended, result, form.unsaid);
  reading.findings.push(...form.findings);
}

function misplaced(path: string): Finding {
  if (
    /^policies\/(?:leasehold|teams|people)\.[^/]*$/i.test(path) ||
    /^policies\/settings\.ya?ml$/i.test(path)
  ) {
    const stem = /settings/i.test(path)
      ? "leasehold"
      : (/([a-z]+)\.[^/]*$/i.exec(path)?.[1] ?? "").toLowerCase();
    return nameFinding(path, "is not read", `name it policies/${stem}.yaml`);
  }
  return nameFinding(
    path,
    "has no place under policies/",
    "there are leasehold.yaml, teams.yaml, people.yaml, roles/, rotations/ and tests/",
  );
}
