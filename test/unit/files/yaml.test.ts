import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { GRANT_BYTES } from "../../../src/domain/tree.ts";
import { readFlat } from "../../../src/files/flat.ts";
import { readNested } from "../../../src/files/nested.ts";
import { readYaml } from "../../../src/files/yaml.ts";
import { parseYaml } from "../../../src/files/yaml-document.ts";
import { file } from "../../support/tree.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const read = (text: string) => readYaml(file("a.yaml", text), GRANT_BYTES);

const plain = (text: string): unknown => {
  const result = read(text);
  return result.ok ? result.value : result.findings;
};

describe("values", () => {
  test("instants and durations stay text", () => {
    expect(plain("until: 2026-11-21T18:00:00Z\nduration: 2h\nlist: [2026-11-21]\n")).toEqual({
      until: "2026-11-21T18:00:00Z",
      duration: "2h",
      list: ["2026-11-21"],
    });
  });

  test("yes, no and a colon in a time are text: it is YAML 1.2", () => {
    expect(plain("a: [yes, no, on, 1:30, 012]\n")).toEqual({ a: ["yes", "no", "on", "1:30", 12] });
  });

  test("keys are text, whatever they look like", () => {
    expect(plain("123: a\ntrue: b\nnull: c\n")).toEqual({ "123": "a", true: "b", null: "c" });
  });

  test("the text of a block may start with what is a sign elsewhere", () => {
    expect(plain("reason: |\n  *all* rows & !more\n  %x\n")).toEqual({
      reason: "*all* rows & !more\n%x\n",
    });
  });

  test("quoted signs, CRLF line ends, an end of document and comments are fine", () => {
    expect(plain("# c\r\na: '*x' # c\r\nb: \"!y\"\r\n...\r\n# c\r\n")).toEqual({ a: "*x", b: "!y" });
  });

  test("a file of comments, and an empty one, say nothing", () => {
    expect(plain("# nothing\n")).toBeNull();
    expect(plain("")).toBeNull();
  });

  test("__proto__ is a key like any other, and changes nothing", () => {
    const value = plain("__proto__: { admin: true }\n") as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect((value as { admin?: unknown }).admin).toBeUndefined();
  });
});

describe("the quick reader of plain files", () => {
  test.each([
    "a: b",
    "a: b # c\n",
    "a: 'b # c'\nd: \"e: f\" # g\n",
    "a: b:c #d\n",
    "a: true\nb: false\nc: 2h\nd: 2026-11-21T18:00:00Z\ne: 12\nf: 0\n",
    "# x\n\n#y\na: b c  d\n",
  ])("reads %j as the full one does", (text) => {
    const full = parseYaml("a.yaml", text);
    expect(full.ok && readFlat(text)).toEqual(full.ok && full.document.value);
  });

  test.each([
    "a: b: c",
    "a: b:",
    "a: True",
    "a: NULL",
    "a: 0x1F",
    "a: 1e3",
    "a: 012",
    "a: 1234567890123456",
    "a: b\na: c",
    "a: b\n  c",
    "a: [b]",
    "a: 'b''c'",
    'a: "\\n"',
    "a: b\r\n",
    "a: \tb",
    "---\na: b",
    "a: &b c",
    `${"a".repeat(62)}: b`,
    "",
  ])("leaves %j to the full one", (text) => expect(readFlat(text)).toBeUndefined());
});

describe("the quick reader of policies", () => {
  test.each([
    "a:\n  b: c\n  d: [e, 'f, g', { h: 2, i: 8h }]\nj: {}\n",
    "a:\n- b\n- c: d\n  e: 10.20.0.0/16\nf: g\n",
    "- a: b c, d [e] # f\n  # g\n\n  h: []\n- i\n",
    "a:   # b\n    c: http://d/e?f={g}\n",
    "a:\n  - b:\n    - c\n    d: true\n",
  ])("reads %j as the full one does", (text) => {
    const full = parseYaml("a.yaml", text);
    expect(full.ok && readNested(text)).toEqual(full.ok && full.document.value);
  });

  test.each([
    "a:\n  b: c\n  b: d\n",
    "a: b\n  c\n",
    "a:\n  - b\n   c\n",
    "a:\n   b: c\n  d: e\n",
    "a:\nb: c\n",
    "a: |\n  b\n",
    "a: [b,\n  c]\n",
    "a: [b, c: d]\n",
    "a: [b,]\n",
    "a: { b, c }\n",
    "a: { b: c: d }\n",
    "a: [b] c\n",
    "a: &b c\n",
    "a: *b\n",
    "a: !b c\n",
    "a: 'b''c'\n",
    "a: 0x1F\n",
    "- a\nb: c\n",
    "- - a\n",
    "---\na: b\n",
    "a: b\n---\nc: d\n",
    "a\n",
    "",
  ])("leaves %j to the full one", (text) => expect(readNested(text)).toBeUndefined());

  test("reads the policies that come with this repository", () => {
    for (const path of globSync("policies/**/*.yaml", { cwd: ROOT }))
      expect(readNested(readFileSync(join(ROOT, path), "utf8")), path).toBeDefined();
  });
});

describe("places", () => {
  const text = "role: a\naccess:\n  - path: x\n    capabilities: [read,\n      list]\nuse:\n";

  const positions = (() => {
    const result = read(text);
    if (!result.ok) throw new Error("should be read");
    return result.positions;
  })();

  test.each([
    { path: ["role"], line: 1, column: 7 },
    { path: ["access"], line: 3, column: 3 },
    { path: ["access", 0, "path"], line: 3, column: 11 },
    { path: ["access", 0, "capabilities", 1], line: 5, column: 7 },
  ])("a value is found by its path: $path", ({ path, line, column }) => {
    expect(positions.value(...path)).toEqual({ file: "a.yaml", line, column });
  });

  test("a value that is not there is where its nearest parent is", () => {
    expect(positions.value("access", 0, "outlives")).toEqual({ file: "a.yaml", line: 3, column: 5 });
    expect(positions.value("nothing", "at", "all")).toEqual({ file: "a.yaml", line: 1, column: 1 });
  });

  test("a key without a value is where the key is", () => {
    expect(positions.value("use")).toEqual({ file: "a.yaml", line: 6, column: 1 });
  });

  test("keys have places too", () => {
    expect(positions.key("access", 0, "capabilities")).toEqual({ file: "a.yaml", line: 4, column: 5 });
  });

  test("a plain file, which the quick reader reads, has the same", () => {
    const result = read("# note\n\nrole: a\nuser: alice\n");
    expect(result.ok && result.positions.value("user")).toEqual({ file: "a.yaml", line: 4, column: 7 });
  });
});
