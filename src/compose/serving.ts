import path from "node:path";
import { WritePace } from "../adapters/github/write-pace.ts";
import { listenOnLoopback } from "../adapters/status-server.ts";
import { readTokenFile } from "../adapters/token-files.ts";
import { apply } from "../commands/apply.ts";
import { enforce } from "../commands/enforce.ts";
import type { Reporter } from "../commands/ports.ts";
import { rotate } from "../commands/rotate.ts";
import { rotationsOfMain } from "../commands/rotation/rotations-of-main.ts";
import type { Served } from "../commands/serve.ts";
import { World } from "../compose.ts";
import type { GrantRecord } from "../domain/record.ts";
import { reveal } from "../domain/secret.ts";
import type { RunCounts, ServedCommand } from "../domain/served-runs.ts";
import type { Surroundings } from "./surroundings.ts";

/** Milliseconds after which a run is broken off: something it waits for never comes, and the others wait behind it. */
const LONGEST_RUN = 30 * 60_000;

export interface ServingOptions {
  /** Has a file for each identity, kept fresh by an agent: `apply`, `enforce`, `rotate`. */
  readonly tokens: string;
}

/**
 * What `serve` runs. Each run has a world of its own: tokens, settings and main as they are then. What is shared is the
 * pace of writes to GitHub, whose limits are by the hour.
 */
export function servedCommands(
  around: Surroundings,
  { tokens }: ServingOptions,
  reporter: Reporter,
): Served[] {
  const pace = new WritePace();
  const folder = path.resolve(around.dir, tokens);

  const run = async <Result>(command: ServedCommand, work: (world: World) => Promise<Result>) => {
    const token = await readTokenFile(path.join(folder, command));
    const { GITHUB_TOKEN_FILE: file, ACTIONS_ID_TOKEN_REQUEST_URL: _, ...env } = around.env;
    const github = file ? { GITHUB_TOKEN: reveal(await readTokenFile(path.resolve(around.dir, file))) } : {};
    const world = new World(
      {
        ...around,
        env: { ...env, ...github, VAULT_TOKEN: reveal(token) },
        signal: AbortSignal.timeout(LONGEST_RUN),
      },
      { pace, settings: "main" },
    );
    try {
      return await work(world);
    } finally {
      await world[Symbol.asyncDispose]();
    }
  };
  const telling = (command: ServedCommand): Reporter => ({
    info: (message) => reporter.info(`${command}: ${message}`),
    warn: (message) => reporter.warn(`${command}: ${message}`),
    progress: () => undefined,
  });
  return [
    {
      command: "apply",
      run: () =>
        run("apply", async (world) => {
          const result = await apply(await world.ports.apply(telling("apply")), await world.branch());
          const { issued, refused, recalled, unchanged } = result;
          const counts: RunCounts = {
            issued: issued.length,
            refused: refused.length,
            proved_after: recalled.flatMap(proofDelay),
            live: unchanged + issued.length,
          };
          return { ...result, counts };
        }),
    },
    {
      command: "enforce",
      run: () =>
        run("enforce", async (world) => {
          const result = await enforce(await world.ports.enforce(telling("enforce")), await world.branch());
          const counts: RunCounts = {
            proved_after: result.ended.flatMap(proofDelay),
            live: result.unchanged,
            revoke_pulls: result.revoke_pulls.length,
          };
          return { ...result, counts };
        }),
    },
    {
      command: "rotate",
      run: () =>
        run("rotate", async (world) => {
          const rotations = await rotationsOfMain(await world.repository(), await world.branch());
          const result = await rotate(await world.ports.rotate(telling("rotate")), rotations, {});
          return { ...result, counts: { rotated: result.rotated.length, rotations_owed: result.owed } };
        }),
    },
  ];
}

const proofDelay = ({ ended_at, proof }: GrantRecord): number[] =>
  ended_at === undefined || proof === undefined ? [] : [Math.max(0, proof.at - ended_at)];

/** Health and metrics, on a loopback port. */
export const openStatusPort = listenOnLoopback;
