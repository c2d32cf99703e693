import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Finding, inOrder } from "../../../src/domain/finding.ts";
import type { TreeEntry } from "../../../src/domain/tree.ts";
import { readGrants } from "../../../src/files/grants.ts";
import { readPolicies } from "../../../src/files/policies.ts";
import { inTime } from "../../support/in-time.ts";
import { file, filesUnder } from "../../support/tree.ts";

const FOLDER = new URL("../../fixtures/bad-input/", import.meta.url);

/** What a checkout cannot hold, or not on every machine: `entries.json` in the folder of a fault. */
interface Described {
  readonly path: string;
  readonly kind?: "link" | "submodule" | "other";
  readonly text?: string;
  readonly hex?: string;
  readonly repeat?: string;
  readonly times?: number;
  /** A regular file of this size that nobody could open. */
  readonly unread?: number;
}

function described({
  path,
  kind,
  text = "",
  hex = "",
  repeat = "",
  times = 0,
  unread,
}: Described): TreeEntry {
  if (kind !== undefined) return { path, kind, size: 12 };
  if (unread !== undefined) return { path, kind: "file", size: unread };
  const bytes = Buffer.from(hex, "hex");
  const [before, after] = hex.startsWith("efbbbf") ? [bytes, Buffer.from(text)] : [Buffer.from(text), bytes];
  return file(path, Buffer.concat([before, after, Buffer.from(repeat.repeat(times))]));
}

function treeOf(fault: string): TreeEntry[] {
  const folder = new URL(`${fault}/`, FOLDER);
  const list = new URL("entries.json", folder);
  const entries = existsSync(list)
    ? (JSON.parse(readFileSync(list, "utf8")) as Described[]).map(described)
    : filesUnder(folder).filter(({ path }) => path !== "expected.txt");
  const hasSettings =
    entries.some(({ path }) => /^policies(?:\/leasehold\.yaml)?$/.test(path)) || fault === "settings-missing";
  return hasSettings
    ? entries
    : [...entries, file("policies/leasehold.yaml", "owners: { users: [olivia] }\n")];
}

const lineOf = ({ file: name, line, column, rule, severity, message, hint }: Finding): string =>
  `${JSON.stringify(name)} ${line ?? "-"}:${column ?? "-"} ${severity} ${rule}\n  ${message}\n  ${hint ?? ""}\n`;

const faults = readdirSync(FOLDER).sort();

test.each(faults)("%s is refused, at its place, with what to write", async (fault) => {
  const tree = treeOf(fault);
  const findings = inTime(() => inOrder([...readPolicies(tree).findings, ...readGrants(tree).findings]));
  expect(findings.length).toBeGreaterThan(0);
  await expect(findings.map(lineOf).join("\n")).toMatchFileSnapshot(
    `${FOLDER.pathname}${fault}/expected.txt`,
  );
});

test.each(faults)("%s: nothing of the bad file is taken over", (fault) => {
  const { grants, findings } = readGrants(treeOf(fault));
  const bad = new Set(findings.map((finding) => finding.file));
  expect(grants.filter((grant) => bad.has(grant.file))).toEqual([]);
});

test("whatever is wrong with the form of policies is an error: mended copies are judged on the strength of it (docs/decisions/0103)", () => {
  const found = faults.flatMap((fault) => readPolicies(treeOf(fault)).findings);
  expect(found.length).toBeGreaterThan(50);
  expect(found.filter(({ severity }) => severity !== "error")).toEqual([]);
});
