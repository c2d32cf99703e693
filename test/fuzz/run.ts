/**
 * Tries every property with many inputs: `npm run fuzz`, or `npm run fuzz -- 1000000` for more.
 * The unit tests try the same ones with few.
 */
import { judgingProperties } from "./judging.ts";
import { readingProperties } from "./reading.ts";

const properties = [...readingProperties, ...judgingProperties];
const wanted = Number(process.argv[2] ?? 120_000);
const shares = properties.reduce((sum, { share = 1 }) => sum + share, 0);

let tried = 0;
for (const { name, share = 1, check } of properties) {
  const runs = Math.ceil((wanted * share) / shares);
  const started = performance.now();
  check(runs);
  tried += runs;
  console.log(`ok  ${name}: ${runs} inputs in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
}
console.log(`${tried} inputs, nothing found`);
