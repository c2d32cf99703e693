import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { isRuleName } from "../../../src/files/rule-names.ts";
import { complaint } from "./command-lines.ts";
import { commandsOf, Document, documents, ROOT, words } from "./documents.ts";
import { NOT_HERE, PICTURE } from "./not-here.ts";

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

describe("what cannot be run here", () => {
  const excused = NOT_HERE.filter(({ why }) => why !== PICTURE).flatMap((one) => {
    const pieces = new Document(one.guide).pieces();
    const typed = pieces.flatMap((piece) => (piece.language === "sh" ? commandsOf(piece) : [piece]));
    return typed.filter(({ text }) => text.startsWith(one.begins)).map(({ text }) => ({ ...one, text }));
  });
  const steps = readFileSync(`${ROOT}scripts/test.ts`, "utf8");
  const projects = readFileSync(`${ROOT}vitest.config.ts`, "utf8");

  test.each(excused)("$text names what there is", ({ text }) => {
    for (const part of text.split(" && ")) {
      const typed = words(part).filter((word) => !/^[A-Z_]+=/.test(word));
      const [program, first = "", ...rest] = typed;
      const [script = "", ...given] = first === "run" ? rest : [first, ...rest];
      const plain = given.filter((word) => !word.startsWith("-"));
      if (first === "run" && script === "leasehold")
        expect(complaint(`leasehold ${given.slice(1).join(" ")}`)).toBeUndefined();
      else if (program === "npm" && first === "run") expect(packageJson.scripts).toHaveProperty([script]);
      if (script === "bench")
        for (const name of plain) expect(existsSync(`${ROOT}bench/parts/${name}.ts`)).toBe(true);
      if (script === "test") for (const name of plain) expect(steps).toMatch(new RegExp(`["(]${name}["]`));
      if (program === "npx") {
        expect(typed.slice(0, 4)).toEqual(["npx", "vitest", "run", "--project"]);
        const [project = "", folder = "", , name = ""] = typed.slice(4);
        expect(projects).toContain(`name: "${project}"`);
        expect(existsSync(`${ROOT}${folder}`), folder).toBe(true);
        if (name !== "") expect(testsIn(folder)).toContain(name);
      }
    }
  });

  test("the builders' map has the folders of the source, and all of them", () => {
    const map = new Document("CONTRIBUTING.md").blocks().find(({ language }) => language === "mermaid");
    const named = [...(map?.text ?? "").matchAll(/(\w+)\/(?=[<"\],:])/g)].map(([, name]) => name ?? "");
    const folders = readdirSync(`${ROOT}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const there = [...folders.map(({ name }) => name), "ports"];
    expect([...new Set(named)].sort()).toEqual(there.sort());
  });

  const testsIn = (folder: string): string =>
    readdirSync(`${ROOT}${folder}`)
      .map((name) => readFileSync(`${ROOT}${folder}/${name}`, "utf8"))
      .join("\n");
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
