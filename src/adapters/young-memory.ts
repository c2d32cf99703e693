import v8 from "node:v8";

/** Bytes of V8's space for new objects with which it has enough. */
const ENOUGH = 8 * 1024 * 1024;
/** Milliseconds between looks at it. */
const EVERY = 20;

let watched = false;

/**
 * Stops V8 from doubling its space for new objects once that is large enough. It would go on to a hundred megabytes
 * while a hundred thousand grants are read, and put what is thrown away soon among what lasts: half the memory for
 * nothing, and no time saved (docs/decisions/0095-check-does-little-for-what-is-fine.md). The flag that says it at once,
 * `--max-semi-space-size`, has to be given before Node starts; an action cannot.
 */
export function boundYoungMemory(): void {
  if (watched) return;
  watched = true;
  // One thread looks for what is still needed: it is done before others would have been waited for, while Git has the cores.
  v8.setFlagsFromString("--no-parallel-scavenge");
  const look = setInterval(() => {
    const young = v8.getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
    if (young === undefined || young.space_size < ENOUGH) return;
    v8.setFlagsFromString("--semi-space-growth-factor=1");
    clearInterval(look);
  }, EVERY);
  look.unref();
}
