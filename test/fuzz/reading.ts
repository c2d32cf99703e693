import fc from "fast-check";
import { parseDocument } from "yaml";
import { readFlat } from "../../src/files/flat.ts";
import { readGrant } from "../../src/files/grant-file.ts";
import { readGrants } from "../../src/files/grants.ts";
import { readNested } from "../../src/files/nested.ts";
import { readPolicies } from "../../src/files/policies.ts";
import { printGrant } from "../../src/files/print.ts";
import { forbiddenAt } from "../../src/files/text.ts";
import { parseYaml } from "../../src/files/yaml-document.ts";
import { inTime } from "../support/in-time.ts";
import { file } from "../support/tree.ts";
import { type Property, wellSaid } from "./property.ts";
import { anything, fields, name, nestedFile, plainFile, sign, soup, word } from "./yaml-texts.ts";

const PATH = "grants/orders-db-read/a.yaml";

/** Where a policy of each kind lies. */
const POLICIES = [
  "policies/leasehold.yaml",
  "policies/teams.yaml",
  "policies/people.yaml",
  "policies/roles/a.yaml",
  "policies/rotations/a.yaml",
  "policies/tests/a.yaml",
];

function readAnywhere(content: string | Uint8Array): boolean {
  const grants = inTime(() => readGrants([file(PATH, content)]));
  if (grants.grants.length === 0 && grants.findings.length === 0) return false;
  if (!wellSaid(grants.findings)) return false;
  return POLICIES.every((path) => wellSaid(inTime(() => readPolicies([file(path, content)])).findings));
}

export const readingProperties: readonly Property[] = [
  {
    name: "any bytes are read or refused, in time and in plain words",
    check: (runs) =>
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readAnywhere(bytes)),
        { numRuns: runs },
      ),
  },
  {
    name: "any soup of YAML's signs is read or refused, in time and in plain words",
    check: (runs) =>
      fc.assert(
        fc.property(soup, (content) => readAnywhere(content)),
        { numRuns: runs },
      ),
  },
  {
    name: "any structure is read or refused, in time and in plain words",
    check: (runs) =>
      fc.assert(
        fc.property(anything, (value) => readAnywhere(JSON.stringify(value))),
        { numRuns: runs },
      ),
  },
  {
    name: "a good grant with one change anywhere is read or refused, in time and in plain words",
    check: (runs) =>
      fc.assert(
        fc.property(fields, fc.nat(), fc.oneof(sign, word), fc.nat({ max: 3 }), (grant, at, put, cut) => {
          const good = printGrant(grant);
          const where = at % good.length;
          return readAnywhere(good.slice(0, where) + put + good.slice(where + cut));
        }),
        { numRuns: runs },
      ),
  },
  {
    name: "the quick reader of plain files agrees with the full one",
    check: (runs) =>
      fc.assert(
        fc.property(plainFile, (content) => {
          const quick = readFlat(content);
          if (quick === undefined || /[^\P{Cc}\t\n\r]/u.test(content)) return true;
          const full = parseYaml("a.yaml", content);
          return full.ok && JSON.stringify(full.document.value) === JSON.stringify(quick);
        }),
        { numRuns: runs },
      ),
  },
  {
    name: "the quick reader of policies agrees with the full one",
    share: 3,
    check: (runs) =>
      fc.assert(
        fc.property(fc.oneof({ weight: 5, arbitrary: nestedFile }, plainFile), (content) => {
          const quick = readNested(content);
          if (quick === undefined || forbiddenAt(content) >= 0) return true;
          const full = parseYaml("a.yaml", content);
          return full.ok && JSON.stringify(full.document.value) === JSON.stringify(quick);
        }),
        { numRuns: runs },
      ),
  },
  {
    name: "what is read is what the yaml package reads",
    check: (runs) =>
      fc.assert(
        fc.property(fc.oneof(soup, plainFile, nestedFile), (content) => {
          const ours = parseYaml("a.yaml", content);
          if (!ours.ok) return true;
          const theirs = parseDocument(content, { version: "1.2", schema: "core", stringKeys: true });
          const value: unknown = theirs.toJS() ?? null;
          return theirs.errors.length === 0 && JSON.stringify(ours.document.value) === JSON.stringify(value);
        }),
        { numRuns: runs },
      ),
  },
  {
    name: "a grant printed and read is the same, printed again the same text",
    check: (runs) =>
      fc.assert(
        fc.property(fields, (grant) => {
          const printed = printGrant(grant);
          const read = readGrant(file(`grants/${grant.role}/a.yaml`, printed));
          if (!read.ok) return false;
          const { file: _file, id: _id, at: _at, ...back } = read.grant;
          const sorted = (value: object) => JSON.stringify(Object.entries(value).sort());
          return sorted(back) === sorted(grant) && printGrant(back) === printed;
        }),
        { numRuns: runs },
      ),
  },
  {
    name: "what is found does not depend on the order of files",
    check: (runs) =>
      fc.assert(
        fc.property(
          fc.array(fc.tuple(name, fc.oneof(soup, fields.map(printGrant))), { maxLength: 5 }),
          (list) => {
            const entries = list.map(([id, content]) => file(`grants/orders-db-read/${id}.yaml`, content));
            const said = (some: typeof entries) =>
              readGrants(some)
                .findings.map((finding) => JSON.stringify(finding))
                .sort()
                .join();
            return said(entries) === said([...entries].reverse());
          },
        ),
        { numRuns: runs },
      ),
  },
];
