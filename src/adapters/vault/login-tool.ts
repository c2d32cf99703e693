import { access, constants } from "node:fs/promises";
import path from "node:path";

/**
 * The tool that people log in with: `vault`, or `bao` where only that is there.
 *
 * @param searched `PATH`
 */
export async function loginTool(searched: string | undefined): Promise<"vault" | "bao"> {
  const folders = (searched ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const has = async (tool: string) => {
    const found = folders.map((folder) => access(path.join(folder, tool), constants.X_OK));
    return (await Promise.allSettled(found)).some(({ status }) => status === "fulfilled");
  };
  return !(await has("vault")) && (await has("bao")) ? "bao" : "vault";
}
