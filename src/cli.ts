#!/usr/bin/env node
import os from "node:os";
import process from "node:process";
import { leasehold } from "./cli/program.ts";

const ended = new AbortController();
process.once("SIGINT", () => ended.abort());

process.exitCode = await leasehold(process.argv.slice(2), {
  env: process.env,
  dir: process.cwd(),
  home: os.homedir(),
  temporary_dir: os.tmpdir(),
  ...(process.getuid ? { uid: process.getuid() } : {}),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: ended.signal,
  mask: () => undefined,
});
