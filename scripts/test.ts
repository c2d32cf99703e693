/**
 * `npm test`: everything that must hold before anything lands, a line per step, and what a step said only where it
 * failed. `npm test -- unit lint` runs only what is named.
 */
import { runStep, type Step, type StepResult } from "./test-run/step.ts";

/** Independent of each other, and of the machine's speed. */
const LOOKING: readonly Step[] = [
  { name: "lint", command: ["biome", "check", "--error-on-warnings", "."] },
  { name: "types", command: ["tsc"] },
  { name: "page-types", command: ["tsc", "-p", "src/render/dashboard/client"] },
  { name: "unused", command: ["knip", "--no-progress"] },
  { name: "dist", command: ["node", "scripts/build.ts", "--check"] },
];

const tests = (project: string, ...flags: readonly string[]): Step => ({
  name: project,
  command: ["vitest", "run", "--project", project, ...flags],
  counts: true,
});

/** One after the other: what is told to the second must not wait for a core. */
const TRYING: readonly Step[] = [
  tests("unit"),
  // They wait for OpenBao, Postgres and Git more than they work.
  tests("integration", "--maxWorkers=3"),
  tests("security"),
  tests("e2e", "--maxWorkers=1"),
];

async function main(): Promise<number> {
  const known = [...LOOKING, ...TRYING];
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !known.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(`no step ${unknown.join(", ")}; there are ${known.map(({ name }) => name).join(", ")}`);
    return 2;
  }
  const wanted = (steps: readonly Step[]) =>
    steps.filter(({ name }) => named.length === 0 || named.includes(name));

  const began = performance.now();
  const lanes = [inOrder(wanted(LOOKING)), inOrder(wanted(TRYING))];
  const results = (await Promise.all(lanes)).flat();

  const failed = results.filter(({ ok }) => !ok);
  for (const { name, said } of failed) console.log(`\n—— ${name} ——\n${said.trimEnd()}`);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.log(`\n${results.length - failed.length} of ${results.length} steps in ${minutes} min`);
  // Tests that ran; a step that is no test counts as one only where it failed.
  const sum = (count: (result: StepResult) => number) => results.reduce((all, one) => all + count(one), 0);
  const broken = sum((result) => result.failed) + failed.filter((result) => result.failed === 0).length;
  console.log(`${sum((result) => result.passed)} passed, ${broken} failed`);
  return failed.length === 0 ? 0 : 1;
}

async function inOrder(steps: readonly Step[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) results.push(await runStep(step));
  return results;
}

process.exitCode = await main();
