import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { deflate } from "node:zlib";

const compress = promisify(deflate);

/**
 * Writes an object as Git itself does (a loose object, moved into place when whole), without a process for it.
 * @returns its SHA
 */
export async function writeObject(
  dir: string,
  type: "blob" | "commit" | "tree",
  content: Uint8Array,
): Promise<string> {
  const whole = Buffer.concat([Buffer.from(`${type} ${content.length}\0`), content]);
  const sha = createHash("sha1").update(whole).digest("hex");
  const path = join(dir, "objects", sha.slice(0, 2), sha.slice(2));
  try {
    await access(path);
    return sha;
  } catch {
    await mkdir(dirname(path), { recursive: true });
    const part = join(dir, "objects", `tmp_obj_${randomUUID()}`);
    await writeFile(part, await compress(whole), { mode: 0o444 });
    await rename(part, path);
    return sha;
  }
}
