/** A repository on the sandbox's GitHub with people who act through its API, each with their own token. */
import { onTestFinished } from "vitest";
import { type GitHubServer, startGitHub } from "../../../sandbox/github/server.ts";
import { GitHub } from "../../../src/adapters/github/github.ts";
import { Secret } from "../../../src/domain/secret.ts";

export const SLUG = "acme/access";
/** What a job of ours may do. */
const JOB = {
  contents: "write",
  "pull-requests": "write",
  issues: "write",
  statuses: "write",
  actions: "write",
} as const;

export interface Scene {
  readonly server: GitHubServer;
  /** The adapter with a job's token. */
  readonly github: GitHub;
  /** Milliseconds the adapter waited for what GitHub shows late. */
  readonly waits: number[];
  adapter(token: string, settings?: { self?: string; timeout?: number }): GitHub;
  /** One request as a person; the parsed answer. */
  as(login: string, method: string, path: string, body?: unknown): Promise<Json>;
  /** A branch with files, committed by a person on top of main. */
  branch(
    login: string,
    name: string,
    files: Readonly<Record<string, string>>,
    message?: string,
  ): Promise<string>;
  /** A pull request of such a branch into main. */
  pull(
    login: string,
    name: string,
    files: Readonly<Record<string, string>>,
  ): Promise<Json & { number: number }>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of GitHub's API in tests, read member by member
export type Json = any;

/** Every scene checks at its end that nothing broke GitHub's API description. */
export async function scene(): Promise<Scene> {
  const people = ["alice", "bob", "sam"];
  const server = await startGitHub({
    users: Object.fromEntries([...people, "reader"].map((login) => [login, {}])),
    repos: [
      {
        owner: "acme",
        name: "access",
        id: 4711,
        files: { "README.md": "access\n", "grants/db-read/old.yaml": "role: db-read\n" },
        collaborators: { ...Object.fromEntries(people.map((login) => [login, "write"])), reader: "read" },
      },
    ],
  });
  onTestFinished(async () => {
    await server.stop();
    server.assertContract();
  });
  const waits: number[] = [];
  const adapter = (token: string, settings: { self?: string; timeout?: number } = {}) =>
    new GitHub({
      apiUrl: server.url,
      slug: SLUG,
      token: new Secret(token),
      wait: async (milliseconds) => waits.push(milliseconds),
      second: 1,
      ...settings,
    });

  const as = async (login: string, method: string, path: string, body?: unknown): Promise<Json> => {
    const response = await fetch(`${server.url}/repos/${SLUG}${path}`, {
      method,
      headers: { authorization: `Bearer ${server.tokenFor(login)}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} as ${login}: ${response.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  const branch: Scene["branch"] = async (login, name, files, message = "Request") => {
    const main = await as(login, "GET", "/git/ref/heads/main");
    await as(login, "POST", "/git/refs", { ref: `refs/heads/${name}`, sha: main.object.sha });
    let sha = "";
    for (const [path, text] of Object.entries(files)) {
      const content = Buffer.from(text).toString("base64");
      const made = await as(login, "PUT", `/contents/${path}`, { message, content, branch: name });
      sha = made.commit.sha;
    }
    return sha;
  };
  return {
    server,
    github: adapter(server.jobToken(SLUG, JOB)),
    waits,
    adapter,
    as,
    branch,
    pull: async (login, name, files) => {
      await branch(login, name, files);
      return as(login, "POST", "/pulls", {
        title: `Request ${name}`,
        head: name,
        base: "main",
        body: "please",
      });
    },
  };
}
