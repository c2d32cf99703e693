import path from "node:path";
import { siteFolder } from "../adapters/site-folder.ts";
import { vaultAuditDevice } from "../adapters/vault-audit-device.ts";
import type { ReportPorts } from "../commands/report.ts";
import type { Surroundings } from "./surroundings.ts";

/** What `report` is told to write and to read beside the repository. */
export interface ReportPlaces {
  /** Folder of the site; from the folder the command works in. */
  readonly out: string;
  /** Log of Vault's audit device, where there is one. */
  readonly audit_log?: string;
}

/** The parts of `report` that are files. */
export function reportFiles(
  { dir }: Surroundings,
  places: ReportPlaces,
): Pick<ReportPorts, "site" | "device"> {
  const { out, audit_log } = places;
  const device = audit_log === undefined ? undefined : vaultAuditDevice(path.resolve(dir, audit_log));
  return { site: siteFolder(path.resolve(dir, out)), ...(device ? { device } : {}) };
}

/** Whether there is any way to log in to Vault: the report goes on without, as it does where Vault is down. */
export const mayAskVault = ({ env }: Surroundings): boolean =>
  Boolean(env.VAULT_TOKEN || (env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN));
