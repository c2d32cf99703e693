import { open } from "node:fs/promises";
import { OutsideError } from "../commands/outside-error.ts";
import { Secret } from "../domain/secret.ts";

const LARGEST = 64 * 1_024;
const OTHERS = 0o007;

/**
 * A token that an agent keeps in a file (Vault Agent's `sink`, a mounted secret), as it is now. A file that everybody
 * on the machine may read or write is refused: the group may, since agents run under a user of their own. Links are
 * followed, as Kubernetes mounts secrets by them.
 *
 * @throws OutsideError where there is none, or it may not be used
 */
export async function readTokenFile(path: string): Promise<Secret> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw unusable(path, "cannot be opened", "Is the agent running, and does it write there?", cause);
  });
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw unusable(path, "is no file", "Name the file that the agent writes.");
    if ((facts.mode & OTHERS) !== 0)
      throw unusable(
        path,
        `may be read by everybody on this machine (mode ${(facts.mode & 0o777).toString(8)})`,
        "Let the agent write it with mode 0640 or 0600; in Kubernetes set defaultMode: 0400.",
      );
    const text = facts.size > LARGEST ? "" : (await file.readFile("utf8")).trim();
    if (!/^\S+$/.test(text))
      throw unusable(
        path,
        "holds no token",
        "The agent may not have logged in yet; the next run looks again.",
      );
    return new Secret(text);
  } finally {
    await file.close();
  }
}

const unusable = (path: string, what: string, hint: string, cause?: unknown): OutsideError =>
  new OutsideError("kept-tokens", "denied", `${path} ${what}`, { hint, cause });
