/** What guides say for whatever their readers have. */
import { Document } from "../documents.ts";

export const VAULT = "https://vault.example.com:8200";
/** The key of some grant. */
export const KEY = "orders-db-read.refund-8812.3f2a9c1b7d20";
export const ROLE = "orders-db-read";

/** A file as a guide shows it. */
export function shown(guide: string, file: string): string {
  const block = new Document(guide).blocks().find(({ text }) => text.startsWith(`# ${file}\n`));
  if (!block) throw new Error(`${guide} shows no ${file}`);
  return `${block.text}\n`;
}

/** The request that the requester's guide shows, of somebody; its file has its id. */
export const asked = (user: string, id = "refund-8812"): Record<string, string> => ({
  [`grants/${ROLE}/${id}.yaml`]: shown("docs/requester.md", `grants/${ROLE}/refund-8812.yaml`).replace(
    "alice",
    user,
  ),
});
