import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { Command, type CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { commandsFor } from "../../../src/cli/commands.ts";
import type { Action } from "../../../src/cli/register.ts";
import { readGrants } from "../../../src/files/grants.ts";
import { readPolicies } from "../../../src/files/policies.ts";
import { isRuleName } from "../../../src/files/rule-names.ts";
import { file, sample } from "../../unit/files/tree.ts";
import { Document, documents, ROOT, words } from "./documents.ts";

const all = documents();
const packageJson = JSON.parse(readFileSync(`${ROOT}package.json`, "utf8"));

describe.each(all)("$path", (document) => {
  test("links lead somewhere", () => {
    const broken = document.links().filter((target) => !leadsSomewhere(document, target));
    expect(broken).toEqual([]);
  });

  test("commands of leasehold are ones it has, with options it knows", () => {
    const named = document.spans().filter((line) => LEASEHOLD.test(line));
    const wrong = [
      ...commandLines(document).flatMap((line) => complaint(line) ?? []),
      ...named.flatMap((line) => complaint(line, "in passing") ?? []),
    ];
    expect(wrong).toEqual([]);
  });

  test("npm scripts are in package.json", () => {
    const called = [...document.text.matchAll(/npm run (\w+(?::\w+)*)/g)].map(([, name]) => name ?? "");
    expect(called.filter((name) => !(name in packageJson.scripts))).toEqual([]);
  });

  test("files of the project that it names are there", () => {
    const named = document
      .spans()
      .filter((code) => /^(src|test|sandbox|scripts|docs|bench)\/[\w./-]+$/.test(code));
    const inSrc = document
      .spans()
      .filter((code) => /^(domain|commands|adapters|render|files)\/[\w./-]+$/.test(code));
    const paths = [...named, ...inSrc.map((path) => `src/${path}`)];
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe("files shown in the docs", () => {
  const shown = all.flatMap((document) =>
    document
      .blocks()
      .filter((block) => block.language === "yaml")
      .map((block) => ({ at: `${document.path}:${block.line}`, path: pathOf(block.text), text: block.text })),
  );

  test("there are some of each kind", () => {
    const paths = shown.map(({ path }) => path ?? "");
    expect(paths).toEqual(expect.arrayContaining([expect.stringMatching(/^grants\//)]));
    expect(paths).toContain("policies/leasehold.yaml");
    expect(paths).toContain("policies/roles/orders-db-read.yaml");
  });

  test.each(shown)("$at is a file that would be taken", ({ path, text }) => {
    expect(path, "say in a comment on the first line which file it is").toBeDefined();
    const entry = file(path ?? "", `${text}\n`);
    const rest = sample("policies");
    const tree = [...rest.filter((one) => one.path !== path), entry];
    expect([...readPolicies(tree).findings, ...readGrants([entry]).findings]).toEqual([]);
  });
});

describe("the README", () => {
  const readme = new Document("README.md");
  const commands = readme.blocks().filter(({ language }) => language === "sh");

  test("has two commands, and CI runs the second", () => {
    const lines = commands.map(({ text }) => text);
    expect(lines).toContain("npm ci && npm run demo");
    expect(lines).toContain("npm ci && npm test");
    expect(packageJson.scripts).toMatchObject({ demo: "node sandbox/demo.ts", test: "node scripts/test.ts" });
    const ci = readFileSync(`${ROOT}.ci/run`, "utf8").split("\n");
    expect(ci.filter((line) => line.startsWith("npm "))).toEqual(["npm ci", "npm test"]);
  });

  test("names as missing only what is missing", () => {
    const section = /## Not there yet\n([\s\S]*?)\n## /.exec(readme.text)?.[1] ?? "";
    const [sentence = ""] = section.split(";");
    const missing = [...sentence.matchAll(/`([a-z ]+)`/g)].map(([, name]) => name ?? "");
    expect(missing.filter((name) => complaint(`leasehold ${name}`) === undefined)).toEqual([]);
  });
});

describe("the threat model", () => {
  const { text } = new Document("docs/threat-model.md");
  const shown = [...text.matchAll(/\]\(\.\.\/(test\/[^)]+)\)\s+\*"([^"]+)"\*/g)].map(([, path, name]) => ({
    path: path ?? "",
    name: (name ?? "").replaceAll(/\s+/g, " "),
  }));

  test("names tests that are there", () => {
    expect(shown.length).toBeGreaterThan(20);
    const lost = shown.filter(
      ({ path, name }) => !readFileSync(`${ROOT}${path}`, "utf8").includes(`"${name}"`),
    );
    expect(lost).toEqual([]);
  });

  test("says plainly what is not stopped", () => {
    expect(text.match(/\*\*Not\s+stopped:\*\*/g)?.length).toBeGreaterThan(5);
  });
});

describe("the guides", () => {
  test("give the permissions that the shipped workflows ask for", () => {
    const rows = new Document("docs/administrator.md").table("workflow");
    const said = Object.fromEntries(
      rows.map(([name = "", permissions]) => [name.replaceAll("`", ""), permissions]),
    );
    const names = readdirSync(`${ROOT}.github/workflows`).filter((name) =>
      /^(check|request|leasehold-.*)\.yml$/.test(name),
    );
    expect(Object.keys(said).sort()).toEqual(names.sort());
    for (const name of names) {
      const workflow = parse(readFileSync(`${ROOT}.github/workflows/${name}`, "utf8"));
      const [job] = Object.values<{ permissions: Record<string, string> }>(workflow.jobs);
      const asked = Object.entries(job?.permissions ?? {}).map(([scope, level]) => `${scope}: ${level}`);
      expect(said[name]?.split(", ").sort()).toEqual(asked.sort());
    }
  });

  test("pin the action by a line that leaves no workflow with `uses: ./`", () => {
    const pinned = readdirSync(`${ROOT}.github/workflows`).map((name) =>
      readFileSync(`${ROOT}.github/workflows/${name}`, "utf8").replaceAll(
        /uses: \.\/$/gm,
        "uses: your-org/leasehold@sha",
      ),
    );
    expect(pinned.filter((text) => text.includes("uses: your-org")).length).toBe(6);
    expect(pinned.filter((text) => /uses: \.\/\s/.test(text))).toEqual([]);
  });

  test("explain findings by names that exist", () => {
    const [header, ...rows] = new Document("docs/requester.md").table("it says");
    const names = [header ?? [], ...rows].flatMap(([said = ""]) =>
      [...said.matchAll(/`([^`]+)`/g)].map(([, one]) => one ?? ""),
    );
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => !isRuleName(name.replace("…", "x")))).toEqual([]);
  });
});

describe("files to deploy", () => {
  const files = readdirSync(`${ROOT}deploy`).map((name) => `deploy/${name}`);

  test.each(files.filter((name) => name.endsWith(".yaml")))(
    "%s is YAML that Kubernetes would read",
    (name) => {
      const read = parseAllDocuments(readFileSync(`${ROOT}${name}`, "utf8"), { version: "1.1" });
      const documents = Array.isArray(read) ? read : [];
      expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
      for (const one of documents)
        expect(one.toJS()).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String) });
    },
  );

  test("run leasehold with options it knows", () => {
    const text = files.map((name) => readFileSync(`${ROOT}${name}`, "utf8")).join("\n");
    const lines = [
      ...[...text.matchAll(/^ExecStart=\S*\/(leasehold .*)$/gm)].map(([, line = ""]) => line),
      ...[...text.matchAll(/command: \[node, \S+cli\.js, (.*)\]$/gm)].map(
        ([, words = ""]) => `leasehold ${words.replaceAll(",", "")}`,
      ),
    ];
    expect(lines).toHaveLength(2);
    expect(lines.flatMap((line) => complaint(line) ?? [])).toEqual([]);
  });
});

describe("decision records", () => {
  const folder = `${ROOT}docs/decisions`;
  const records = readdirSync(folder).filter((name) => /^\d{4}-.*\.md$/.test(name));

  test("are all in the index, by their titles", () => {
    const index = readFileSync(`${folder}/README.md`, "utf8");
    for (const name of records) {
      const title = /^# \d+[:.] (.*)$/m.exec(readFileSync(`${folder}/${name}`, "utf8"))?.[1];
      expect(index).toContain(`| [${name.slice(0, 4)}](${name}) | ${title} |`);
    }
  });

  test.each(records)("%s is short", (name) => {
    expect(readFileSync(`${folder}/${name}`, "utf8").split("\n").length).toBeLessThanOrEqual(41);
  });

  test("give every package its reason, and no other", () => {
    const text = readFileSync(`${folder}/dependencies.md`, "utf8");
    const listed = [...text.matchAll(/^\| `([^`]+)` \| \S/gm)].map(([, name]) => name);
    const used = Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies });
    expect(listed.sort()).toEqual(used.sort());
  });
});

function leadsSomewhere(from: Document, target: string): boolean {
  if (/^(https?|mailto):/.test(target)) return true;
  const [path = "", anchor] = target.split("#");
  const found = path === "" ? from.path : normalize(join(dirname(from.path), path));
  if (!existsSync(join(ROOT, found))) return false;
  return anchor === undefined || !found.endsWith(".md") || new Document(found).anchors().has(anchor);
}

const LEASEHOLD = /^leasehold [a-z-]/;

/** Lines of shell blocks that call leasehold. */
function commandLines(document: Document): string[] {
  const blocks = document.blocks().filter(({ language }) => language === "sh" || language === "");
  const lines = blocks.flatMap(({ text }) => text.split("\n")).map((line) => line.trim());
  return lines
    .map((line) => line.replace(/^npm run leasehold -- /, "leasehold "))
    .filter((line) => LEASEHOLD.test(line));
}

/** What a sentence may leave out of a command it only names. */
const LEFT_OUT = new Set(["commander.missingMandatoryOptionValue", "commander.missingArgument"]);

const register = await commandsFor();

/** What is wrong with a command line, by the very definitions that `leasehold` reads it with. Runs nothing. */
function complaint(line: string, how: "to be typed" | "in passing" = "to be typed"): string | undefined {
  const program = new Command("leasehold").option("-C <dir>").enablePositionalOptions();
  program.exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
  const nothing: Action = () => async () => {};
  register(program, nothing);
  try {
    program.parse(words(line).slice(1), { from: "user" });
    return undefined;
  } catch (error) {
    const { code, message } = error as CommanderError;
    return how === "in passing" && LEFT_OUT.has(code) ? undefined : `${line}: ${message}`;
  }
}

function pathOf(text: string): string | undefined {
  const [first = ""] = text.split("\n");
  if (first.includes("schema/grant.schema.json")) return "grants/orders-db-read/shown.yaml";
  return /^# ((?:policies|grants)\/\S+\.yaml)$/.exec(first)?.[1];
}
