/** Most that reading or judging one hostile input may take, in milliseconds of processor time of this thread. */
const LIMIT = 1_000;

/** Reads or judges, and throws where it took too long: docs/decisions/0113 says why that is measured here. */
export function inTime<Result>(read: () => Result): Result {
  const started = process.threadCpuUsage();
  const result = read();
  const { user, system } = process.threadCpuUsage(started);
  const took = (user + system) / 1_000;
  if (took > LIMIT) throw new Error(`took ${Math.round(took)} ms`);
  return result;
}
