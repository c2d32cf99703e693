/** Given to Node with --import: writes down how much memory the process had at most, in KiB, when it ends. */
import { writeFileSync } from "node:fs";

const file = process.env.BENCH_RESIDENT;
if (file) process.on("exit", () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
