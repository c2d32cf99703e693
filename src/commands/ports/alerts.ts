/** Where alerts go. */
import type { Sink } from "../../domain/model.ts";
import type { AuditLogReads, LoggedEvent } from "./audit-log.ts";
import type { VaultAlerts, VaultReads } from "./vault.ts";

export interface AlertSink {
  /**
   * Tells of one event. The same event told again is no harm: it has the same id, and after a crash that comes between
   * the telling and our remembering it is told twice.
   *
   * @throws OutsideError `invalid` where this event will never be taken, anything else where a later run may succeed
   */
  tell(event: LoggedEvent): Promise<void>;
}

export interface AlertPorts {
  readonly vault: VaultAlerts & Pick<VaultReads, "now">;
  readonly log: AuditLogReads;
  /** @throws OutsideError where what the settings name (an address, a secret) is not there */
  readonly open: (sink: Sink) => Promise<AlertSink>;
}
