import { createHash } from "node:crypto";
import { type Acme, AT } from "../acme.ts";

/**
 * Types and subjects of all events, read past the product.
 * @throws where a line does not name the one before it
 */
export async function auditLines(acme: Acme): Promise<string[]> {
  const { git } = acme.octokit("olivia");
  const tree = await git
    .getTree({ ...AT, tree_sha: "leasehold-audit", recursive: "1" })
    .catch(() => undefined);
  const days = (tree?.data.tree ?? []).filter(({ path }) => path?.endsWith(".jsonl"));
  const texts = await Promise.all(
    days.map(async ({ sha }) => (await git.getBlob({ ...AT, file_sha: sha ?? "" })).data.content),
  );
  const lines = texts.flatMap((text) => Buffer.from(text, "base64").toString().split("\n").slice(0, -1));
  let previous = "0".repeat(64);
  return lines.map((line) => {
    const event = JSON.parse(line);
    if (event.previous !== previous) throw new Error(`the chain breaks at ${line}`);
    previous = createHash("sha256").update(line).digest("hex");
    return `${event.type.replace("leasehold.", "")} ${event.subject}`;
  });
}
