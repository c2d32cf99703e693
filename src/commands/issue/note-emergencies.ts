import { deliveredEvent, issueEvents } from "../../domain/audit/grant-events.ts";
import { parseKey } from "../../domain/key.ts";
import { recordEvents } from "../end/record-events.ts";
import type { Survey } from "../main/survey.ts";
import { attempt, type Trouble } from "../outcome.ts";
import type { AuditLogWrites, VaultEnding } from "../ports.ts";

interface Ports {
  readonly vault: Pick<VaultEnding, "writeAnchor">;
  readonly log: AuditLogWrites;
}

/**
 * Tells the log of grants that operators issued while nobody could write it. Their events are made from the record
 * alone, so each run may tell them again: the log keeps each once. What is over by now is told with its end.
 */
export async function noteEmergencies(ports: Ports, survey: Survey): Promise<readonly Trouble[]> {
  const { actual, current, now } = survey;
  const issued = [...actual.read.values()].filter(
    (record) => record.state === "live" && parseKey(record.key)?.emergency === true,
  );
  if (issued.length === 0 || !current) return [];
  const events = issued.flatMap((record) => {
    const delivered = actual.pickups.has(record.key) ? deliveredEvent(record, now) : undefined;
    return [...issueEvents(record), ...(delivered ? [delivered] : [])];
  });
  const noted = await attempt("write the audit events of emergencies", () => recordEvents(ports, events));
  return noted.ok ? noted.value : [noted.trouble];
}
