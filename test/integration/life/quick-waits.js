// Preloaded into processes that are killed: what they wait on purpose (a second between GitHub's writes, a moment
// before a try is repeated) lasts a fiftieth.
import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";

const { setTimeout: wait } = timers;
timers.setTimeout = (milliseconds, ...rest) => wait(milliseconds / 50, ...rest);
syncBuiltinESMExports();
