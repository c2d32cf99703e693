import { performance } from "node:perf_hooks";
import { InvalidArgumentError } from "commander";
import { serve } from "../commands/serve.ts";
import { Stop } from "../commands/stop.ts";
import { openStatusPort, servedCommands } from "../compose/serving.ts";
import { type Board, emptyBoard, isMoving } from "../domain/served-runs.ts";
import { parseDuration, type Seconds } from "../domain/units.ts";
import { metricsText } from "../render/metrics.ts";
import type { Register } from "./register.ts";

interface ServeArguments {
  readonly every: Seconds;
  readonly tokens?: string;
  readonly port: number;
}

function durationArgument(text: string): Seconds {
  const duration = parseDuration(text);
  if (duration === undefined) throw new InvalidArgumentError("Write it like 60s or 5m.");
  return duration;
}

function portArgument(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("A port is a number up to 65535.");
  return port;
}

/** The long-running process beside Vault: serve. */
export const registerServeCommand: Register = (program, action) => {
  program
    .command("serve")
    .summary("apply, enforce and rotate again and again, beside Vault")
    .description(
      "Runs apply, enforce and rotate in one long-running process, for where GitHub's cron is too slow or too dear. It fetches the clone itself, and reads one Vault token for each identity from files that an agent keeps fresh, anew for each run. SIGTERM ends it after the run at hand.",
    )
    .requiredOption(
      "--every <duration>",
      "from the beginning of one round to that of the next: 60s",
      durationArgument,
    )
    .option(
      "--tokens <dir>",
      "has the files apply, enforce and rotate, each a Vault token; else LEASEHOLD_TOKENS",
    )
    .option("--port <port>", "of 127.0.0.1: /metrics for Prometheus, /healthz", portArgument, 8230)
    .addHelpText(
      "after",
      `
Reads VAULT_ADDR, GITHUB_TOKEN or GITHUB_TOKEN_FILE (read anew for each run), GITHUB_REPOSITORY.

Example:
  leasehold -C /var/lib/leasehold/access serve --every 60s --tokens /run/leasehold`,
    )
    .action(
      action(async ({ around, world, reporter }, { every, tokens, port }: ServeArguments) => {
        const folder = tokens ?? around.env.LEASEHOLD_TOKENS;
        if (!folder)
          throw new Stop(
            2,
            "where are the Vault tokens?",
            "--tokens DIR, with a file for each identity: apply, enforce, rotate.",
          );
        const { clock } = world;
        let board: Board = emptyBoard(clock.now());
        const stop = around.stopAsked?.() ?? around.signal ?? new AbortController().signal;
        await using status = await openStatusPort(port, (path) => {
          if (path === "/metrics")
            return {
              status: 200,
              type: "text/plain; version=0.0.4; charset=utf-8",
              body: metricsText(board),
            };
          if (path !== "/healthz") return undefined;
          const moves = isMoving(board, every, clock.now());
          return { status: moves ? 200 : 503, type: "text/plain", body: moves ? "ok\n" : "no run ends\n" };
        });
        reporter.info(`serving; ${status.address}/metrics`);
        const ports = {
          served: servedCommands(around, { tokens: folder }, reporter),
          clock,
          stopwatch: () => performance.now() / 1_000,
          reporter,
          show: (next: Board) => {
            board = next;
          },
        };
        await serve(ports, every, stop);
        reporter.info("stopped; the next start goes on from what Vault and main say");
        return 0;
      }),
    );
};
