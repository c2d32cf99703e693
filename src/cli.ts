#!/usr/bin/env node
import process from "node:process";

/** As in package.json, "engines". */
const NEEDED = 24;

// An older Node fails somewhere in the middle, in words of its own: nothing is imported before it is known.
if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  const { main } = await import("./cli/main.ts");
  await main();
} else {
  process.stderr.write(
    `error: leasehold needs Node ${NEEDED} or later; this is ${process.versions.node}. In a clone, npm ci brings one: node_modules/.bin/node.\n`,
  );
  process.exitCode = 2;
}
