import type { EndReason } from "../domain/record.ts";

/** Why access ended, as one says it after "because". */
export const WHY_ENDED: Readonly<Record<EndReason, string>> = {
  expired: "its time was over",
  "file-removed": "its file was removed",
  ineligible: "main no longer allows it",
  recalled: "it was recalled",
  "out-of-band": "somebody ended it inside Vault",
  superseded: "its file was changed",
};
