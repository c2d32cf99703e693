import { setTimeout as pause } from "node:timers/promises";

/** Waits until something holds. @param patience in milliseconds. @throws `otherwise` where it does not in that time */
export async function until(
  holds: () => Promise<boolean>,
  otherwise: string,
  patience = 20_000,
): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(otherwise);
    await pause(50);
  }
}
