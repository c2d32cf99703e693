import { lstat, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { SiteFolder } from "../commands/ports.ts";

/** What tells a folder that an earlier report wrote from somebody's work. */
const OURS = ["index.html", "report.json"];

/** Writes a site beside its place and then exchanges the two: whoever reads it sees the old one or the new one, whole. */
export function siteFolder(dir: string): SiteFolder {
  const target = path.resolve(dir);
  return {
    path: dir,
    isForeign: async () => (await whatIs(target)) === "foreign",
    async replace(files) {
      const was = await whatIs(target);
      const beside = `${target}.new-${process.pid}`;
      const before = `${target}.old-${process.pid}`;
      await rm(beside, { recursive: true, force: true });
      await mkdir(beside, { recursive: true });
      try {
        for (const [name, text] of files) await writeFile(path.join(beside, name), text, { flag: "wx" });
        if (was === "ours") await rename(target, before);
        await rename(beside, target);
      } finally {
        await rm(beside, { recursive: true, force: true });
      }
      await rm(before, { recursive: true, force: true });
    },
  };
}

async function whatIs(target: string): Promise<"nothing" | "ours" | "foreign"> {
  const stat = await lstat(target).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw cause;
  });
  if (stat === undefined) return "nothing";
  if (!stat.isDirectory()) return "foreign";
  const names = await readdir(target);
  return names.length === 0 || OURS.every((name) => names.includes(name)) ? "ours" : "foreign";
}
