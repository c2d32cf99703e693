import { startFaultyProxy } from "../../sandbox/http-faults.ts";
import { type OpenBao, startOpenBao } from "../../sandbox/openbao.ts";
import { bareCalls } from "../live/bare-calls.ts";
import { makeLive } from "../live/live-repository.ts";
import { fillRecords, mountRecords, recordOf } from "../live/vault-records.ts";
import { inTurn, leasehold, median, type Program, ratio, resident, run } from "../measure.ts";
import { type Row, seconds, times } from "../table.ts";
import type { Wish } from "../wish.ts";

/** What a pull request brings here. */
const PER_COMMIT = 10;
const MOST_MS = new Map([
  [10_000, 1_000],
  [100_000, 5_000],
]);
const MOST_MIB = 400;

/** `plan` with so many live grants that stay as they are: whole process, two LISTs, memory. */
export async function plan({ quick, say }: Wish): Promise<Row[]> {
  const rows: Row[] = [];
  for (const grants of quick ? [1_000, 10_000] : [1_000, 10_000, 100_000]) {
    say(`${grants} live grants: the repository`);
    await using repository = await makeLive(grants, PER_COMMIT);
    await using bao = await startOpenBao();
    await mountRecords(bao);
    say(`${grants} live grants: their records and pick-ups in OpenBao`);
    await fillRecords(
      bao,
      repository.grants.map((grant) => recordOf(grant)),
    );
    const program = planned(bao, repository.clone);
    say(`${grants} live grants: plan`);
    const measured = await inTurn(quick ? 3 : 5, {
      ours: async () => (await unchanged(program, grants)).ms,
      bare: () => bareMs(bao, repository.clone),
    });
    const ms = median(measured.ours);
    const bare = median(measured.bare);
    const beside = ratio(measured.ours, measured.bare);
    const calls = await callsOf(bao, repository.clone);
    const mib = await resident(program);
    const most = MOST_MS.get(grants);
    rows.push({
      part: "plan",
      measure: `\`plan\` with ${grants.toLocaleString("en")} live grants, whole process`,
      ...(most === undefined ? {} : { target: `at most ${seconds(most)}; two LISTs, none per grant` }),
      result: `${seconds(ms)}; ${calls.lists} LISTs, ${calls.all} calls in all; the same LISTs and Git's part alone take ${seconds(bare)} (${times(beside)})`,
      ...(most === undefined ? {} : { reached: ms <= most && calls.lists === 2 && calls.all <= 4 }),
      numbers: { ms, bare_ms: bare, beside, lists: calls.lists, calls: calls.all, resident_mib: mib },
    });
    if (grants === 100_000)
      rows.push({
        part: "plan",
        measure: "the same: resident memory",
        target: `at most ${MOST_MIB} MB`,
        result: `${Math.round(mib)} MiB`,
        reached: mib * 1.048576 <= MOST_MIB,
        numbers: { resident_mib: mib },
      });
  }
  return rows;
}

const planned = ({ address, rootToken }: Pick<OpenBao, "address" | "rootToken">, clone: string): Program =>
  leasehold(["-C", clone, "plan"], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, VAULT_ADDR: address, VAULT_TOKEN: rootToken },
  });

async function unchanged(program: Program, grants: number) {
  const ran = await run(program);
  if (!ran.stdout.includes(`${grants} grants stay as they are`)) throw new Error(ran.stdout.slice(0, 300));
  return ran;
}

/**
 * What has to be asked for a plan, side by side and looked at by nobody: the two LISTs, what Git has on main, and when it
 * landed there. As little as it can take here.
 */
async function bareMs({ address, rootToken }: Pick<OpenBao, "address" | "rootToken">, clone: string) {
  const began = performance.now();
  const git = (command: string) => run({ command: "sh", args: ["-c", command], cwd: clone });
  await Promise.all([
    bareCalls(
      address,
      rootToken,
      ["grants", "pickups"].map((folder) => ({
        method: "GET",
        path: `/v1/leasehold/metadata/${folder}?list=true`,
      })),
    ),
    git(
      "git -c core.deltaBaseCacheLimit=192m log --first-parent --diff-merges=first-parent --no-renames --sparse --name-status -z --format='%H %ct %P' HEAD -- > /dev/null",
    ),
    git("git ls-tree -r HEAD -- grants | cut -c13-52 | git cat-file --batch --buffer > /dev/null"),
  ]);
  return performance.now() - began;
}

async function callsOf(bao: OpenBao, clone: string) {
  await using proxy = await startFaultyProxy(bao.address);
  await run(planned({ address: proxy.address, rootToken: bao.rootToken }, clone));
  const lists = proxy.requests.filter(({ path }) => path.endsWith("?list=true"));
  return { lists: lists.length, all: proxy.requests.length };
}
