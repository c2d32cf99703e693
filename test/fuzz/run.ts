/**
 * Tries every property with many inputs: `npm run fuzz`, or `npm run fuzz -- 1000000` for more.
 * The unit tests try the same ones with few.
 */
import { properties } from "./reading.ts";

const wanted = Number(process.argv[2] ?? 120_000);
const runs = Math.ceil(wanted / properties.length);

for (const { name, check } of properties) {
  const started = performance.now();
  check(runs);
  console.log(`ok  ${name}: ${runs} inputs in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
}
console.log(`${runs * properties.length} inputs, nothing found`);
