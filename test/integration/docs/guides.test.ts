/**
 * Every guide, read by the person it is for, in one town: what it says to type is typed there, and does what it says. In
 * this order, as each goes on from what the ones before have done.
 */
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "./documents.ts";
import { NOT_HERE, type NotHere } from "./not-here.ts";
import { type Manner, Reading } from "./reading.ts";
import { administrator } from "./readings/administrator.ts";
import { alerts, auditor, dashboard } from "./readings/auditor.ts";
import { github, serve, speed, threatModel, troubleshooting, vaultSetup } from "./readings/operator.ts";
import { approver, gate, grants, readme, requester, template } from "./readings/requester.ts";
import { Town } from "./town.ts";

const GUIDES: Readonly<Record<string, (town: Town) => Manner | Promise<Manner>>> = {
  "docs/administrator.md": administrator,
  "docs/requester.md": requester,
  "docs/approver.md": approver,
  "docs/gate.md": gate,
  "README.md": readme,
  "template/README.md": template,
  "grants/README.md": grants,
  "docs/serve.md": serve,
  "docs/threat-model.md": threatModel,
  "docs/vault-setup.md": vaultSetup,
  "docs/auditor.md": auditor,
  "docs/dashboard.md": dashboard,
  "docs/alerts.md": alerts,
  "docs/github.md": github,
  "docs/troubleshooting.md": troubleshooting,
  "docs/performance.md": speed,
  "docs/scale.md": () => ({ as: "peter" }),
  "docs/comparison.md": () => ({ as: "peter" }),
  "CONTRIBUTING.md": () => ({ as: "peter" }),
};

/** It makes the repository that all others are read in. */
const FIRST = "docs/administrator.md";

let town: Town;
const passed = new Set<NotHere>();

beforeAll(async () => {
  town = await Town.start();
});
afterAll(async () => {
  town?.acme.github.assertContract();
  await town?.[Symbol.asyncDispose]();
});

test.each(Object.entries(GUIDES))(
  "%s does what it says",
  async (guide, manner) => {
    if (guide !== FIRST) await town.clear();
    for (const one of await Reading.of(guide, town, await manner(town))) passed.add(one);
  },
  180_000,
);

test("every guide is read, and nothing is excused that is not there", () => {
  const docs = readdirSync(`${ROOT}docs`).filter((name) => name.endsWith(".md"));
  expect(Object.keys(GUIDES)).toEqual(expect.arrayContaining(docs.map((name) => `docs/${name}`)));
  expect(NOT_HERE.filter((one) => !passed.has(one))).toEqual([]);
});
