import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type GitHubServer, startGitHub } from "../../../sandbox/github/server.ts";
import { type OidcIssuer, startOidcIssuer } from "../../../sandbox/oidc.ts";
import { type JobRun, type Run, type Runner, startRunner } from "../../../sandbox/runner/runner.ts";

export const TOY_ACTION = fileURLToPath(new URL("toy-action.js", import.meta.url));

export const CHECKOUT = `
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1
        with: { fetch-depth: 0, persist-credentials: false }`;

const REPO = "acme/access";

export interface Toy extends AsyncDisposable {
  readonly github: GitHubServer;
  readonly oidc: OidcIssuer;
  readonly runner: Runner;
  /** A request to the API as the person `alice`. */
  api(method: string, path: string, body?: object): Promise<unknown>;
  /** A commit on a branch, made by Git as `alice`. */
  commit(branch: string, message: string, files?: Record<string, string>): Promise<string>;
}

/** A GitHub with one repository that has these workflows and an action that tells what it was given. */
export async function toy(mode: "act" | "in-process", workflows: Record<string, string>): Promise<Toy> {
  const files: Record<string, string> = {
    "action.yml": `name: toy
description: tells
inputs:
  command: { description: c, required: true }
  key: { description: k }
  github-token: { description: t, default: "\${{ github.token }}" }
  vault-addr: { description: v }
runs: { using: node24, main: dist/action.js }
`,
    "dist/action.js": await readFile(TOY_ACTION, "utf8"),
    "dist/package.json": `{"type":"module"}`,
  };
  for (const [name, text] of Object.entries(workflows)) files[`.github/workflows/${name}`] = text;
  const github = await startGitHub({
    users: { alice: {} },
    repos: [{ owner: "acme", name: "access", files, collaborators: { alice: "admin" } }],
  });
  const oidc = await startOidcIssuer();
  const runner = startRunner({
    github,
    oidc,
    mode,
    entry: TOY_ACTION,
    variables: { VAULT_ADDR: "http://vault" },
  });
  const token = github.tokenFor("alice");

  const api: Toy["api"] = async (method, path, body) => {
    const response = await fetch(`${github.url}/repos/${REPO}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  return {
    github,
    oidc,
    runner,
    api,
    commit: async (branch, message, changed = { "later.txt": message }) => {
      const { git } = github.repo(REPO);
      if (!(await git.ref(`refs/heads/${branch}`))) {
        const main = await git.ref("refs/heads/main");
        await api("POST", "/git/refs", { ref: `refs/heads/${branch}`, sha: main });
      }
      let sha = "";
      for (const [path, text] of Object.entries(changed)) {
        const answer = await api("PUT", `/contents/${path}`, {
          branch,
          message,
          content: Buffer.from(text).toString("base64"),
        });
        sha = (answer as { commit: { sha: string } }).commit.sha;
      }
      return sha;
    },
    [Symbol.asyncDispose]: async () => {
      await runner.stop();
      await github.stop();
      await oidc.stop();
    },
  };
}

/** The one run of a workflow file, which must be there. */
export function runOf({ runner }: Toy, file: string): Run {
  const runs = runner.runs.filter(({ workflow }) => workflow.endsWith(`/${file}`));
  if (runs.length !== 1 || !runs[0]) throw new Error(`${file} ran ${runs.length} times`);
  return runs[0];
}

export function jobOf(run: Run, name: string): JobRun {
  const found = run.jobs.find((job) => job.name === name);
  if (!found) {
    const there = run.jobs.map((job) => job.name).join(", ");
    throw new Error(`no job ${name} but ${there || "none"}; ${run.conclusion} ${run.problem ?? ""}`);
  }
  return found;
}
