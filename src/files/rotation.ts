import type { Rotation } from "../domain/model.ts";
import { parseDuration, type Seconds, seconds } from "../domain/units.ts";
import { durationOf, type Form } from "./form.ts";
import type { Written } from "./schemas/index.ts";

const LEAST_GRACE = parseDuration("5m") ?? seconds(0);

/** A tenth of `every`, at least 5m. */
const graceOf = (every: Seconds | undefined): Seconds =>
  seconds(Math.max(LEAST_GRACE, Math.floor((every ?? 0) / 10)));

/** A rotation with its defaults. */
export function rotationOf(form: Form, name: string, written: Written<"rotation">): Rotation {
  const every = written.every === undefined ? undefined : durationOf(form, ["every"], written.every);
  return {
    name,
    description: written.description.trim(),
    kind: written.kind,
    ...("mount" in written
      ? { mount: written.mount, target: written.name }
      : { path: written.path.replace(/\/$/, "") }),
    ...(every === undefined ? {} : { every }),
    grace: written.grace === undefined ? graceOf(every) : durationOf(form, ["grace"], written.grace),
    ...("deliver" in written ? { deliver: written.deliver } : {}),
    at: form.positions.value,
  };
}
