import type { Standing } from "../standing.ts";
import type { Instant } from "../units.ts";
import type { GrantMarks } from "./marks.ts";
import type { VaultUse } from "./vault-use.ts";

/** A grant, with all that the report tells of it. */
export interface ReportGrant extends Standing, GrantMarks {
  readonly issued_at?: Instant;
  /** Whether its file is on main now. */
  readonly on_main: boolean;
  /** Why it was refused. */
  readonly refused_because: readonly string[];
  readonly use?: VaultUse;
}
