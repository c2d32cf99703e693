import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RULE_NAMES } from "../../../src/files/rule-names.ts";
import { Document, ROOT } from "./documents.ts";

const troubleshooting = new Document("docs/troubleshooting.md");

/** Every text of the source, generated parts left out. */
const source = readdirSync(`${ROOT}src`, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.includes("generated"))
  .map((file) => readFileSync(`${ROOT}src/${file}`, "utf8"))
  .join("\n");

/** First cells of all tables with this heading. */
function firstCells(heading: string): string[] {
  const cells: string[] = [];
  let inside = false;
  for (const line of troubleshooting.text.split("\n")) {
    if (line.startsWith(`| ${heading} |`)) inside = true;
    else if (!line.startsWith("|")) inside = false;
    else if (inside && !line.startsWith("| ---")) cells.push(line.split("|")[1] ?? "");
  }
  return cells;
}

const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? "");

describe("troubleshooting", () => {
  test("explains every rule there is, and no other", () => {
    const explained = firstCells("rule").flatMap(quoted);
    expect(explained.filter((name) => name !== "rule:…").sort()).toEqual([...RULE_NAMES].sort());
  });

  test("quotes what Leasehold really says", () => {
    const texts = firstCells("it says").flatMap(quoted);
    // Vault's own words, and the name of a workflow.
    const notOurs = new Set(["check", 'claim "ref"', 'claim "job_workflow_ref"']);
    expect(texts.length).toBeGreaterThan(15);
    expect(texts.filter((text) => !notOurs.has(text) && !source.includes(text))).toEqual([]);
  });
});
