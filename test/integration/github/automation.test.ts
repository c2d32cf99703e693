import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { blake2b } from "@noble/hashes/blake2.js";
import nacl from "tweetnacl";
import { expect, onTestFinished, test } from "vitest";
import { listening } from "../../../sandbox/listening.ts";
import { GitHub } from "../../../src/adapters/github/github.ts";
import { Secret } from "../../../src/domain/secret.ts";
import { SLUG, scene } from "./scene.ts";

test("a workflow is started by hand, with inputs, on a branch", async () => {
  const { github, as, server } = await scene();
  const workflow = "on:\n  workflow_dispatch:\n    inputs:\n      key: { type: string }\njobs: {}\n";
  const content = Buffer.from(workflow).toString("base64");
  await as("alice", "PUT", "/contents/.github/workflows/apply.yml", {
    message: "x",
    content,
    branch: "main",
  });

  await github.dispatch("apply.yml", "main", { key: "db-read.one.0123456789ab" });

  expect(server.repo(SLUG).dispatches).toMatchObject([
    { ref: "main", inputs: { key: "db-read.one.0123456789ab" } },
  ]);
  await expect(github.dispatch("gone.yml", "main", {})).rejects.toMatchObject({ code: "not-found" });
});

/** A server that answers what the test says: for the few requests the sandbox's GitHub does not know. */
async function answering(answer: (path: string, body: string) => unknown) {
  const seen: { method: string; path: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const path = request.url ?? "";
    seen.push({ method: request.method ?? "", path, body });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer(path, body)));
  });
  const { url: apiUrl, close } = await listening(server);
  onTestFinished(close);
  return { seen, github: new GitHub({ apiUrl, slug: SLUG, token: new Secret("ghs_x"), second: 1 }) };
}

const pull = {
  number: 7,
  node_id: "PR_7",
  html_url: "https://github.com/acme/access/pull/7",
  title: "Revoke",
  state: "open",
  user: { login: "leasehold-app[bot]", type: "Bot" },
  base: { ref: "main", repo: { id: 1 } },
  head: { ref: "x", sha: "0".repeat(40), repo: { id: 1 } },
  merged_at: null,
  merge_commit_sha: null,
};

const AGREED = { data: { enablePullRequestAutoMerge: { clientMutationId: null } } };
const NOTHING_TO_WAIT_FOR = {
  data: null,
  errors: [{ type: "UNPROCESSABLE", message: "Pull request Pull request is in clean status", path: [] }],
};

test.each([
  ["GitHub waits for its rules", AGREED, "blocked", "waits"],
  ["nothing is left to wait for", NOTHING_TO_WAIT_FOR, "clean", "merged"],
  ["a check fails that nobody requires", NOTHING_TO_WAIT_FOR, "unstable", "merged"],
  ["the repository does not let GitHub wait", NOTHING_TO_WAIT_FOR, "blocked", "refused"],
  ["GitHub does not know yet", NOTHING_TO_WAIT_FOR, "unknown", "refused"],
])(
  "auto-merge is asked of GraphQL by the pull request's node: %s",
  async (_case, answer, mergeable_state, outcome) => {
    const { github, seen } = await answering((path) =>
      path === "/graphql" ? answer : { ...pull, mergeable_state },
    );
    const head = "1".repeat(40);

    expect(await github.mergeWhenAllowed(7, head)).toBe(outcome);

    const asked = JSON.parse(seen.find(({ path }) => path === "/graphql")?.body ?? "");
    expect(asked).toMatchObject({ variables: { pull: "PR_7" } });
    expect(asked.query).toContain("enablePullRequestAutoMerge");
    const merges = seen.filter(({ method }) => method === "PUT");
    expect(merges.map(({ body }) => JSON.parse(body))).toEqual(
      outcome === "merged" ? [{ sha: head, merge_method: "squash" }] : [],
    );
  },
);

test.each([
  ["the repository", undefined, `/repos/${SLUG}/actions/secrets`],
  ["an environment", "production", `/repos/${SLUG}/environments/production/secrets`],
])("a rotated credential is sealed before it leaves, into a secret of %s", async (_of, environment, base) => {
  const pair = nacl.box.keyPair();
  const key = Buffer.from(pair.publicKey).toString("base64");
  const { github, seen } = await answering(() => ({ key_id: "k1", key }));

  await github.put({ name: "ROLE_ID", ...(environment ? { environment } : {}) }, new Secret("new secret-id"));

  expect(seen.map(({ method, path }) => [method, path])).toEqual([
    ["GET", `${base}/public-key`],
    ["PUT", `${base}/ROLE_ID`],
  ]);
  const sent = JSON.parse(seen[1]?.body ?? "");
  expect(sent.key_id).toBe("k1");
  const sealed = Buffer.from(sent.encrypted_value, "base64");
  const nonce = blake2b(Buffer.concat([sealed.subarray(0, 32), pair.publicKey]), { dkLen: 24 });
  const opened = nacl.box.open(sealed.subarray(32), nonce, sealed.subarray(0, 32), pair.secretKey);
  expect(Buffer.from(opened ?? []).toString()).toBe("new secret-id");
  expect(seen[1]?.body).not.toContain("secret-id");
});

test("an answer with a member that is not what GitHub describes is refused, not guessed at", async () => {
  const { github } = await answering(() => ({ ...pull, merged_at: "yesterday" }));
  await expect(github.pull(7)).rejects.toMatchObject({
    code: "broken",
    message: expect.stringContaining("merged_at"),
  });
});
