import { error, type Finding } from "../domain/finding.ts";
import type { Policies, PolicyTest, Role, Rotation, Settings } from "../domain/model.ts";
import { POLICY_BYTES, type TreeEntry } from "../domain/tree.ts";
import type { Form } from "./form.ts";
import { nameFinding, notRegular, stemOf, wrongFileName } from "./names.ts";
import { policyTestsOf } from "./policy-test.ts";
import { roleOf } from "./role.ts";
import { rotationOf } from "./rotation.ts";
import { checkForm } from "./schema-check.ts";
import type { FileKind, Written } from "./schemas/index.ts";
import { settingsOf } from "./settings.ts";
import { peopleOf, teamsOf } from "./teams.ts";
import { readYaml } from "./yaml.ts";

export const SETTINGS_FILE = "policies/leasehold.yaml";

/** What may lie beside policies. */
const BESIDE = /^policies\/(?:(?:roles|rotations|tests)\/)?(?:README\.md|\.gitkeep)$/;

/** What is collected while the files are read. */
interface Reading {
  settings?: Settings | undefined;
  teams: Policies["teams"];
  people: Policies["people"];
  readonly roles: Map<string, Role>;
  readonly rotations: Map<string, Rotation>;
  readonly tests: PolicyTest[];
  readonly findings: Finding[];
  /** Roles and rotations with their keys mended: only to tell at once what else is wrong. */
  readonly mended: { readonly roles: Map<string, Role>; readonly rotations: Map<string, Rotation> };
}

/**
 * Reads everything under `policies/`, defaults filled in; entries elsewhere are passed over. A file that breaks its
 * form is absent and named in `findings`. What files say about each other is for the rules of the domain.
 */
export function readPolicies(entries: Iterable<TreeEntry>): {
  policies: Policies;
  tests: PolicyTest[];
  findings: Finding[];
  mended: Pick<Policies, "roles" | "rotations">;
} {
  const reading: Reading = {
    teams: new Map(),
    people: new Map(),
    roles: new Map(),
    rotations: new Map(),
    tests: [],
    findings: [],
    mended: { roles: new Map(), rotations: new Map() },
  };
  let settingsSeen = false;
  for (const entry of entries) {
    if (entry.path !== "policies" && !entry.path.startsWith("policies/")) continue;
    settingsSeen ||= entry.path === SETTINGS_FILE;
    readEntry(reading, entry);
  }
  const { tests, findings, settings, mended, ...rest } = reading;
  const policies = settings === undefined ? rest : { settings, ...rest };
  if (!settingsSeen) {
    findings.push(
      error(
        "schema",
        { file: SETTINGS_FILE },
        "the settings are missing",
        "write at least owners: { teams: [platform], count: 1 }",
      ),
    );
  }
  return { policies, tests, findings, mended };
}

function readEntry(reading: Reading, entry: TreeEntry): void {
  const { path } = entry;
  const irregular = notRegular(entry);
  if (irregular !== undefined) {
    reading.findings.push(irregular);
    return;
  }
  switch (path) {
    case SETTINGS_FILE:
      reading.settings = read(reading, entry, "settings", settingsOf);
      return;
    case "policies/teams.yaml":
      reading.teams = read(reading, entry, "teams", teamsOf) ?? reading.teams;
      return;
    case "policies/people.yaml":
      reading.people = read(reading, entry, "people", peopleOf) ?? reading.people;
      return;
  }
  const [, folder] = /^policies\/(roles|rotations|tests)\/[^/]+$/.exec(path) ?? [];
  if (BESIDE.test(path)) return;
  const misnamed = folder === undefined ? misplaced(path) : wrongFileName(path);
  if (misnamed !== undefined) reading.findings.push(misnamed);
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
      const role = read(reading, entry, "role", take, (mended) => reading.mended.roles.set(name, mended));
      if (role !== undefined) reading.roles.set(name, role);
      return;
    }
    case "rotations": {
      const take = (form: Form, written: Written<"rotation">) => rotationOf(form, name, written);
      const mend = (mended: Rotation) => reading.mended.rotations.set(name, mended);
      const rotation = read(reading, entry, "rotation", take, mend);
      if (rotation !== undefined) reading.rotations.set(name, rotation);
      return;
    }
    case "tests":
      reading.tests.push(
        ...(read(reading, entry, "policy-tests", (form, written) =>
          policyTestsOf(form, entry.path, written),
        ) ?? []),
      );
  }
}

/**
 * What one file says; undefined, with findings, where any part of it is wrong.
 *
 * @param mend gets what it would say with its keys mended, where nothing else is wrong with its form
 */
function read<K extends FileKind, Result>(
  reading: Reading,
  entry: TreeEntry,
  kind: K,
  take: (form: Form, written: Written<K>) => Result,
  mend?: (result: Result) => void,
): Result | undefined {
  const findings = (more: readonly Finding[]): undefined => {
    reading.findings.push(...more);
  };
  const file = readYaml(entry, POLICY_BYTES);
  if (!file.ok) return findings(file.findings);
  // A file of teams or people that has only comments names none.
  const value = file.value === null && (kind === "teams" || kind === "people") ? {} : file.value;
  const checked = checkForm(kind, value, file.positions);
  const form: Form = { positions: file.positions, findings: [] };
  if (!checked.ok) {
    const mended =
      mend === undefined || checked.mended === undefined ? undefined : take(form, checked.mended);
    if (mended !== undefined && form.findings.length === 0) mend?.(mended);
    return findings([...checked.findings, ...form.findings]);
  }
  const result = take(form, checked.value);
  return form.findings.length > 0 ? findings(form.findings) : result;
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
