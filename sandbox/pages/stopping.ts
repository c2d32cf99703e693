/** Ctrl-C, politely: everything that was started is stopped first. A second one does not wait. */

export interface Stopped {
  readonly already: boolean;
  readonly asked: Promise<void>;
}

/** Hears from now on of what ends programs: Ctrl-C, TERM, a terminal that is closed. */
export function untilStopped(): Stopped {
  const stopped = Promise.withResolvers<void>();
  let count = 0;
  const stop = () => {
    count += 1;
    if (count > 1) process.exit(130);
    stopped.resolve();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  return {
    get already() {
      return count > 0;
    },
    asked: stopped.promise,
  };
}
