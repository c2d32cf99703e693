import { request as httpRequest } from "node:http";
import { Octokit } from "@octokit/rest";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GitHubServer, startGitHub } from "../../../sandbox/github/server.ts";
import { html } from "../../../sandbox/pages/html.ts";
import { markdown } from "../../../sandbox/pages/markdown.ts";
import { sitePages } from "../../../sandbox/pages/site.ts";
import type { Stage } from "../../../sandbox/pages/stage.ts";
import type { Runner } from "../../../sandbox/runner/runner.ts";
import { startBrowser } from "../../support/browser.ts";

const ELSEWHERE = "http://192.0.2.1";
/** Whatever of it ran would leave a mark, or ask somebody else. */
const EVIL = `"'><img src=${ELSEWHERE}/x onerror=window.hit=1><script>window.hit=1</script><svg onload=window.hit=1>&lt;`;
const EVIL_MARKDOWN = `${EVIL}

[click](javascript:window.hit=1) ![picture](${ELSEWHERE}/p.png) <a href="javascript:window.hit=1">x</a>
<iframe src="${ELSEWHERE}"></iframe><form action="${ELSEWHERE}"><button formaction="${ELSEWHERE}">x</button></form>
<p style="position:fixed" onclick="window.hit=1" class="said" id="evil">styled</p><base href="${ELSEWHERE}">
<meta http-equiv="refresh" content="0;url=${ELSEWHERE}"><link rel="stylesheet" href="${ELSEWHERE}/x.css">`;
/** As far as the name of a file or branch may hold it. */
const EVIL_NAME = `"'><svg onload=window.hit=1>`.replace(" ", "/");

/** What the pages themselves never have. */
const FOREIGN = [
  "script:not([src='/_/live.js']), img:not([src='/_/mark.svg']), link:not([href^='/_/'])",
  "svg, iframe, base, meta[http-equiv], form[action], button[formaction^='http'], a[href^='javascript']",
  "[onerror], [onload], [onclick], [style], #evil",
].join(", ");

const where = { owner: "acme", repo: "access" };
const base64 = (text: string): string => Buffer.from(text).toString("base64");

let github: GitHubServer;
let browser: Browser;

beforeAll(async () => {
  github = await startGitHub({
    users: { alice: { name: EVIL, email: "alice@example.com" }, bob: {} },
    repos: [
      {
        ...where,
        name: "access",
        files: {
          "README.md": EVIL_MARKDOWN,
          [`folder/${EVIL_NAME}.txt`]: EVIL,
          [`folder/${EVIL_NAME}.md`]: EVIL_MARKDOWN,
        },
        collaborators: { alice: "write", bob: "write" },
      },
    ],
  });
  await fill();
  github.pages = sitePages(stage());
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  await github?.stop();
});

/** Writes the same evil into every field that GitHub lets somebody write. */
async function fill(): Promise<void> {
  const alice = new Octokit({ baseUrl: github.url, auth: github.tokenFor("alice") }).rest;
  const bob = new Octokit({ baseUrl: github.url, auth: github.tokenFor("bob") }).rest;
  const main = await alice.repos.getBranch({ ...where, branch: "main" });
  const person = { name: EVIL.replaceAll(/[<>]/g, ""), email: "x@example.com" };
  for (const branch of [EVIL_NAME, "leasehold-audit"])
    await alice.git.createRef({ ...where, ref: `refs/heads/${branch}`, sha: main.data.commit.sha });
  const put = (branch: string, path: string, content: string) =>
    alice.repos.createOrUpdateFileContents({
      ...where,
      branch,
      path,
      message: `${EVIL}\n\n${EVIL}`,
      content: base64(content),
      author: person,
      committer: person,
    });
  const changed = await put(EVIL_NAME, `grants/${EVIL_NAME}.yaml`, EVIL);
  const event = { type: EVIL, subject: EVIL, time: EVIL, data: { user: EVIL, role: EVIL, reason: EVIL } };
  await put(
    "leasehold-audit",
    "events/2026/11/21.jsonl",
    `${JSON.stringify(event)}\n${EVIL}\nnull\n[1]\n{"data":null}\n`,
  );

  const pull = await alice.pulls.create({
    ...where,
    title: EVIL,
    body: EVIL_MARKDOWN,
    head: EVIL_NAME,
    base: "main",
  });
  const number = pull.data.number;
  await alice.issues.createComment({ ...where, issue_number: number, body: EVIL_MARKDOWN });
  await bob.pulls.createReview({
    ...where,
    pull_number: number,
    event: "REQUEST_CHANGES",
    body: EVIL_MARKDOWN,
    comments: [{ path: `grants/${EVIL_NAME}.yaml`, line: 1, body: EVIL_MARKDOWN }],
  });
  const sha = changed.data.commit.sha ?? "";
  await alice.repos.createCommitStatus({
    ...where,
    sha,
    state: "success",
    context: EVIL,
    description: EVIL.slice(0, 130),
    target_url: `${ELSEWHERE}/"><svg onload=window.hit=1>`,
  });
  const repo = github.repo("acme/access");
  const status = repo.statuses[0];
  if (status) repo.statuses.push({ ...status, context: "script", targetUrl: "javascript:window.hit=1" });
  const [app] = github.world.state.apps;
  if (!app) throw new Error("no app");
  repo.checkRuns.push({
    id: 1,
    suite: 1,
    app,
    name: EVIL,
    headSha: sha,
    status: EVIL,
    conclusion: EVIL,
    startedAt: undefined,
    completedAt: undefined,
    externalId: EVIL,
    detailsUrl: "javascript:window.hit=1",
    title: EVIL,
    summary: EVIL_MARKDOWN,
    text: EVIL,
    annotations: [
      { path: EVIL, end_line: EVIL, annotation_level: EVIL, message: EVIL },
      { path: `grants/${EVIL_NAME}.yaml`, end_line: 1, annotation_level: "failure", message: EVIL },
    ],
  });
  await alice.issues.create({ ...where, title: EVIL, body: EVIL_MARKDOWN, labels: [EVIL.slice(0, 50)] });
  github
    .pull("acme/access", number)
    .labels.push({ id: 9, name: EVIL, color: EVIL, description: EVIL, isDefault: false });
}

/** Runs and status rows as they would be, were everything in them evil. */
function stage(): Stage {
  const [event] = github.events;
  if (!event) throw new Error("nothing happened");
  const job = {
    name: EVIL,
    conclusion: "failure",
    log: `\u001b[31m${EVIL}`,
    annotations: [{ level: "error", message: EVIL, file: EVIL, line: 1 }],
    summary: EVIL_MARKDOWN,
    outputs: { [EVIL]: EVIL },
    artifacts: {},
    durationMs: 1,
  } as const;
  const run = {
    id: 1,
    workflow: EVIL,
    name: EVIL,
    event: { ...event, action: EVIL, actor: EVIL, sha: EVIL },
    conclusion: "failure",
    problem: EVIL,
    jobs: [job],
  } as const;
  const runner: Pick<Runner, "runs" | "waiting"> = { runs: [{ ...run, jobs: [...run.jobs] }], waiting: [] };
  const row = {
    key: EVIL,
    role: EVIL,
    user: EVIL,
    state: EVIL,
    begin: EVIL,
    end: EVIL,
    reason: EVIL,
    ticket: EVIL,
    pull: 1,
    approvers: [EVIL],
  };
  return {
    github,
    slug: "acme/access",
    residents: [
      { login: "alice", about: EVIL, shell: EVIL },
      { login: "bob", about: EVIL },
    ],
    runner: runner as Runner,
    atWork: new Set(),
    auditBranch: "leasehold-audit",
    status: async (filter) => ({ command: JSON.stringify(filter), at: "", rows: [row], messages: EVIL }),
    parts: [{ name: EVIL, address: EVIL, login: EVIL }],
    octokit: (login) => new Octokit({ baseUrl: github.url, auth: github.tokenFor(login) }),
  };
}

const asBrowsers = { headers: { accept: "text/html" } };

/** Addresses of all pages that links lead to, as a reader would find them. */
async function everyPage(): Promise<string[]> {
  const found = new Set([
    "/acme/access",
    `/acme/access/status?user=${encodeURIComponent(EVIL)}`,
    `/${encodeURIComponent(EVIL)}`,
  ]);
  for (const path of found) {
    const response = await fetch(github.url + path, asBrowsers);
    for (const [, href = ""] of (await response.text()).matchAll(/href="([^"]*)"/g)) {
      const url = new URL(href.replaceAll("&amp;", "&").replaceAll("&#39;", "'"), github.url + path);
      if (url.origin === github.url && !url.pathname.startsWith("/_/")) found.add(url.pathname + url.search);
    }
  }
  return [...found];
}

describe("what people write stays text on the sandbox's pages", () => {
  it("does nothing on any page, even without the content security policy", async () => {
    const paths = await everyPage();
    expect(paths.length).toBeGreaterThan(20);
    const context = await browser.newContext({ bypassCSP: true });
    const asked: string[] = [];
    context.on("request", (request) => asked.push(request.url()));
    const page = await context.newPage();
    for (const path of paths) {
      const response = await page.goto(github.url + path);
      expect([200, 404], path).toContain(response?.status());
      const found = await page.evaluate(
        `({ hit: "hit" in window, foreign: document.querySelectorAll(${JSON.stringify(FOREIGN)}).length })`,
      );
      expect(found, path).toEqual({ hit: false, foreign: 0 });
    }
    expect(asked.filter((url) => !url.startsWith(github.url))).toEqual([]);
    await context.close();
  });

  it("is still there to be read", async () => {
    const page = await (await fetch(`${github.url}/acme/access/pull/1`)).text();
    expect(page).toContain("&lt;img src=http://192.0.2.1/x onerror=window.hit=1&gt;");
    expect(page).toContain("[picture: picture]");
    expect(page).toContain("styled");
  });

  it("has a policy that would stop it on every page, and files of its own only", async () => {
    for (const path of ["/acme/access", "/people", "/_/style.css", "/nowhere"]) {
      const { headers } = await fetch(github.url + path, asBrowsers);
      expect(headers.get("content-security-policy")).toMatch(
        /^default-src 'none'; style-src 'self'; script-src 'self'/,
      );
      expect(headers.get("content-security-policy")).not.toMatch(/unsafe|\*|data:/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });

  it("cannot turn a title around by signs that are not seen", () => {
    expect(html`<b>${"a\u202egpj.exe\u0007"}</b>`.text).toBe("<b>a\ufffdgpj.exe\ufffd</b>");
  });

  it("knows only addresses that are pages as links", () => {
    const text = markdown(
      "[a](javascript:x) [b](//elsewhere.example/) [c](data:text/html,x) [d](https://ok.example/)",
    ).text;
    expect(text.match(/href="[^"]*"/g)).toEqual(['href="https://ok.example/"']);
  });
});

describe("the buttons and secrets of the sandbox are nobody else's", () => {
  const press = (origin: string | undefined) =>
    fetch(`${github.url}/acme/access/_/approve`, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        ...(origin === undefined ? {} : { origin }),
      },
      body: "number=1&as=bob",
    });

  it("are not pressed by a page from elsewhere", async () => {
    expect((await press("https://elsewhere.example")).status).toBe(403);
    expect((await press("null")).status).toBe(403);
    expect((await press(undefined)).status).toBe(403);
    expect(github.pull("acme/access", 1).pull.reviews.map(({ state }) => state)).toEqual([
      "CHANGES_REQUESTED",
    ]);
    expect((await press(github.url)).status).toBe(303);
    expect(github.pull("acme/access", 1).pull.reviews.at(-1)?.state).toBe("APPROVED");
  });

  it("are not shown under another name of this machine", async () => {
    const url = new URL(github.url);
    const text = await new Promise<string>((resolve, reject) => {
      const options = {
        host: url.hostname,
        port: url.port,
        path: "/people",
        headers: { host: `elsewhere.example:${url.port}`, accept: "text/html" },
      };
      httpRequest(options, (response) => {
        let body = "";
        response.on("data", (chunk) => {
          body += chunk;
        });
        response.on("end", () => resolve(body));
      })
        .on("error", reject)
        .end();
    });
    expect(text).not.toContain("<html");
    github.takeViolations();
  });
});
