#!/usr/bin/env node
import process from "node:process";

// src/cli.ts
const NEEDED = 24;
if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
	const { main } = await import("./main.js");
	await main();
} else {
	process.stderr.write(`error: leasehold needs Node ${NEEDED} or later; this is ${process.versions.node}. In a clone, npm ci brings one: node_modules/.bin/node.\n`);
	process.exitCode = 2;
}

export {  };