import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, it, test } from "vitest";
import { leasehold } from "../../../src/cli/program.ts";
import { gitEnv, scratchFolder } from "../../integration/git/scratch.ts";
import { AccessRepository } from "../../support/access-repository.ts";

/** Runs the command line in a folder, as somebody there would. */
async function run(dir: string, ...argv: string[]) {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await leasehold(argv, {
    env: gitEnv(),
    dir,
    home: "/nonexistent",
    temporary_dir: dir,
    stdin: process.stdin,
    stdout: out as unknown as NodeJS.WriteStream,
    stderr: err as unknown as NodeJS.WriteStream,
    mask: () => undefined,
  });
  const text = (stream: PassThrough) => String(stream.read() ?? "");
  return { code, out: text(out), err: text(err) };
}

const main = () => {
  const repository = new AccessRepository()
    .role("orders-db-read", { break_glass: "{ requesters: { teams: [payments] }, max: 30m }" })
    .grant("mine");
  repository.commit("08:00");
  return repository.scratch.dir;
};

describe("check", () => {
  it("is wrong use with an author that is no login; an app is one", async () => {
    const dir = main();
    expect(await run(dir, "check", "--author", "a b")).toMatchObject({
      code: 2,
      err: expect.stringContaining("Write a GitHub login"),
    });
    expect((await run(dir, "check", "--author", "dependabot[bot]")).code).toBe(0);
  });
});

test("a folder that is no clone is wrong use, and the message says what to name", async () => {
  for (const dir of [scratchFolder(), "/nonexistent"]) {
    expect(await run(dir, "check")).toMatchObject({ code: 2, out: "", err: expect.stringContaining("-C") });
  }
});

describe("explain", () => {
  const sentence = ["explain", "--role", "orders-db-read", "--user", "alice"];

  it.each([
    [[], "whom is it about?"],
    [["--user", "alice", "--ticket", "INC-1"], "which role is it about?"],
    [["--role", "orders-db-read", "--user", "alice"], "orders-db-read allows 8h at most"],
    [[...sentence.slice(1), "--break-glass"], "orders-db-read allows 30m at most"],
    [[...sentence.slice(1), "--duration", "1h", "--until", "2026-11-22T00:00:00Z"], "--duration and --until"],
    [["grants/orders-db-read/mine.yaml", "--break-glass"], "--break-glass beside a file"],
    [["/etc/passwd"], '"/etc/passwd" is not in this repository'],
    [["../mine.yaml"], "is not in this repository"],
    [["."], '"." is no grant file'],
    [["policies/teams.yaml"], "is no grant file"],
  ])("%j is wrong use, and says what to write", async (options, said) => {
    const { code, out, err } = await run(main(), "explain", ...options);
    expect({ code, out, err }).toEqual({ code: 2, out: "", err: expect.stringContaining(said) });
  });

  it("finds a file from any folder, by any name of it", async () => {
    const dir = main();
    mkdirSync(path.join(dir, "docs/deep"), { recursive: true });
    const byLink = path.join(scratchFolder(), "link");
    symlinkSync(dir, byLink);
    const file = "grants/orders-db-read/mine.yaml";
    for (const [from, name] of [
      [dir, file],
      [dir, `./${file}`],
      [dir, path.join(dir, file)],
      [dir, path.join(byLink, file)],
      [byLink, file],
      [path.join(dir, "grants/orders-db-read"), "mine.yaml"],
      [path.join(dir, "grants"), "orders-db-read/mine.yaml"],
      [path.join(dir, "docs/deep"), `../../${file}`],
      [path.join(dir, "docs/deep"), file],
      [path.join(dir, "grants"), file],
    ] as const) {
      const { out, err } = await run(from, "explain", name, "--format", "json");
      expect([name, err, JSON.parse(out).grant?.file]).toEqual([name, "", file]);
    }
  });

  it("follows no folder out of the repository", async () => {
    const dir = main();
    symlinkSync("/etc", path.join(dir, "grants/etc"));
    expect((await run(dir, "explain", "grants/etc/passwd")).out).toContain("is a symbolic link");
  });

  it("answers in JSON what somebody could ask for, and what cannot be read", async () => {
    const dir = main();
    const asked = await run(dir, "explain", "--user", "alice", "--format", "json");
    expect(JSON.parse(asked.out)).toEqual({
      user: "alice",
      roles: [
        {
          role: "orders-db-read",
          description: "Read the orders database",
          ways: ["request", "break-glass"],
          seconds: 28_800,
          break_glass_seconds: 1_800,
          access: [{ path: "database/creds/orders-read", capabilities: ["read"] }],
          approvals: { required: 1, eligible: ["bob"] },
        },
      ],
    });
    mkdirSync(path.join(dir, "policies/odd"), { recursive: true });
    symlinkSync("/etc", path.join(dir, "policies/odd/link"));
    const broken = await run(dir, "explain", "--user", "alice", "--format", "json");
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.out)).toEqual({
      allowed: false,
      findings: [expect.objectContaining({ rule: "yaml" })],
    });
  });
});
