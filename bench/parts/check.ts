import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { inTurn, leasehold, median, type Program, ratio, resident, run } from "../measure.ts";
import { ajvCli, checkJsonschema, conftest, installed } from "../peers/peers.ts";
import { makeRepository, makeRequest } from "../repositories.ts";
import { type Row, seconds, times } from "../table.ts";
import type { Wish } from "../wish.ts";

const FILES = 10_000;
const ROLES = 200;
const MOST_MIB = 400;

/** `check` of many files beside its peers, and of a pull request whatever the size of the repository. */
export async function check(wish: Wish): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "leasehold-bench-check-"));
  try {
    return [...(await beside(wish, folder)), ...(await grown(wish, folder))];
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const checked = (dir: string, ...more: readonly string[]): Program =>
  leasehold(["-C", dir, "check", ...more]);
const timed = (program: Program) => async () => (await run(program)).ms;

async function beside({ quick, say }: Wish, folder: string): Promise<Row[]> {
  const dir = join(folder, "ten-thousand/repository");
  say(`${FILES} files over ${ROLES} roles`);
  await makeRepository({ dir, grants: FILES, roles: ROLES });
  await writeData(dir);
  const peers = [
    { peer: checkJsonschema, target: "at least 4 times as fast", reached: (value: number) => value >= 4 },
    { peer: conftest, target: "faster", reached: (value: number) => value > 1 },
    { peer: ajvCli, target: "at most 1.3 times", reached: (value: number) => 1 / value <= 1.3 },
  ];
  const programs: Record<string, Program> = { ours: checked(dir) };
  const missing: Record<string, string> = {};
  for (const { peer } of peers) {
    const found = await installed(peer, say);
    if (typeof found === "string") missing[peer.name] = found;
    else programs[peer.name] = found(dir);
  }
  say(`check beside ${Object.keys(programs).length - 1} peers, in turn`);
  const took = await inTurn(
    quick ? 3 : 7,
    Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, timed(program)])),
  );
  const ours = took.ours ?? [];
  const rows: Row[] = [
    {
      part: "check",
      measure: "`check` of 10,000 grant files over 200 roles, whole process, cold",
      target: "at most 1.0 s",
      result: seconds(median(ours)),
      reached: median(ours) <= 1_000,
      numbers: { ms: median(ours) },
    },
  ];
  for (const { peer, target, reached } of peers) {
    const theirs = took[peer.name];
    const measure = `the same files with ${peer.name}`;
    if (theirs === undefined) {
      rows.push({ part: "check", measure, target, result: `not here: ${missing[peer.name]}`, numbers: {} });
      continue;
    }
    const value = ratio(theirs, ours);
    const result =
      peer === ajvCli
        ? `${seconds(median(theirs))}: check takes ${times(1 / value)} its time`
        : `${seconds(median(theirs))}: check is ${times(value)} as fast`;
    rows.push({
      part: "check",
      measure,
      target,
      result,
      reached: reached(value),
      numbers: { ms: median(theirs), ratio: value },
    });
  }
  return rows;
}

async function grown({ quick, say }: Wish, folder: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const grants of quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]) {
    const dir = join(folder, `of-${grants}`);
    say(`a repository of ${grants} files, and a pull request with one more`);
    const { roles } = await makeRepository({ dir, grants, roles: ROLES });
    await makeRequest(dir, "asked", roles[0] ?? "");
    const count = grants.toLocaleString("en");
    const base = await inTurn(quick ? 3 : 7, {
      ms: timed(checked(dir, "--base", "main", "--head", "asked")),
    });
    const all = await inTurn(quick ? 1 : 3, { ms: timed(checked(dir)) });
    const [one, whole] = [median(base.ms), median(all.ms)];
    const large = grants === 100_000;
    rows.push({
      part: "check",
      measure: `\`check --base\` of a pull request with one grant, ${count} files on main`,
      ...(large ? { target: "at most 0.5 s" } : {}),
      result: seconds(one),
      ...(large ? { reached: one <= 500 } : {}),
      numbers: { ms: one },
    });
    const mib = large ? await resident(checked(dir)) : undefined;
    rows.push({
      part: "check",
      measure: `\`check\` of all ${count} files${large ? "; resident memory" : ""}`,
      ...(large ? { target: `memory at most ${MOST_MIB} MB` } : {}),
      result: `${seconds(whole)}${mib === undefined ? "" : `; ${Math.round(mib)} MiB`}`,
      ...(mib === undefined ? {} : { reached: mib * 1.048576 <= MOST_MIB }),
      numbers: { ms: whole, ...(mib === undefined ? {} : { resident_mib: mib }) },
    });
    await rm(dir, { recursive: true, force: true });
  }
  return rows;
}

/** The policies as conftest reads them: `data.roles`, `data.teams`. */
async function writeData(dir: string): Promise<void> {
  const { stdout } = await run({ command: "sh", args: ["-c", "ls policies/roles"], cwd: dir });
  const read = async (file: string): Promise<unknown> => parse(await readFile(join(dir, file), "utf8"));
  const roles: Record<string, unknown> = {};
  for (const name of stdout.split("\n").filter((line) => line.endsWith(".yaml"))) {
    roles[name.slice(0, -".yaml".length)] = await read(`policies/roles/${name}`);
  }
  const data = join(dir, "../data");
  await mkdir(data, { recursive: true });
  await writeFile(
    join(data, "data.json"),
    JSON.stringify({ roles, teams: await read("policies/teams.yaml") }),
  );
}
