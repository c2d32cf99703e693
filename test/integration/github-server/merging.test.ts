import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { GitHubServer } from "../../../sandbox/github/server.ts";
import { branchWith, clone, octokit, place, pullWith, refusal, start } from "./people-and-repo.ts";

let github: GitHubServer;
beforeAll(async () => {
  github = await start();
});
afterEach(() => github.assertContract());
afterAll(() => github.stop());

describe("a merge", () => {
  it("by squash leaves one commit of the author's, committed and signed by GitHub", async () => {
    const { at, alice, bob, carol } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    await branchWith(carol, at, "request", { "grants/c.yaml": "x\n" }, "Carol helps\n\nWith a body");
    const merged = await bob.pulls.merge({ ...at, pull_number, merge_method: "squash" });
    const { data } = await alice.repos.getCommit({ ...at, ref: "main" });
    expect(data.sha).toBe(merged.data.sha);
    expect(data).toMatchObject({
      author: { login: "alice" },
      committer: { login: "web-flow" },
      commit: {
        committer: { name: "GitHub", email: "noreply@github.com" },
        verification: { verified: true, reason: "valid" },
        message: [
          "Ask for request (#1)",
          "",
          "* Add grants/request.yaml",
          "",
          "* Carol helps",
          "",
          "With a body",
          "",
          "---------",
          "",
          "Co-authored-by: carol <carol@example.com>",
        ].join("\n"),
      },
    });
    expect(data.parents).toHaveLength(1);
    const pull = await alice.pulls.get({ ...at, pull_number });
    expect(pull.data).toMatchObject({
      merged: true,
      state: "closed",
      merge_commit_sha: data.sha,
      merged_by: { login: "bob" },
    });
  });

  it("stands by its result whoever looks at it meanwhile", async () => {
    const { at, alice, bob } = await place(github);
    for (const branch of ["first", "second", "third", "fourth"]) {
      await branchWith(alice, at, branch, { [`${branch}.txt`]: "x\n" });
      const { data: opened } = await alice.pulls.create({ ...at, title: branch, head: branch, base: "main" });
      const it = { ...at, pull_number: opened.number };
      let merging = true;
      const look = async () => {
        while (merging) await alice.pulls.get(it);
      };
      const looks = Array.from({ length: 8 }, look);
      const { data: merged } = await bob.pulls.merge({ ...it, merge_method: "squash" });
      merging = false;
      await Promise.all(looks);
      expect((await alice.pulls.get(it)).data.merge_commit_sha).toBe(merged.sha);
    }
  });

  it("of one commit by squash keeps that commit's message", async () => {
    const { at, alice } = await place(github);
    await branchWith(alice, at, "one", { "a.txt": "a\n" }, "One subject\n\nOne body");
    const { data } = await alice.pulls.create({ ...at, title: "Other title", head: "one", base: "main" });
    await alice.pulls.merge({ ...at, pull_number: data.number, merge_method: "squash" });
    const { data: commit } = await alice.repos.getCommit({ ...at, ref: "main" });
    expect(commit.commit.message).toBe("One subject (#1)\n\nOne body");
  });

  it("by a merge commit has two parents, who merged as author, and is signed by GitHub", async () => {
    const { at, alice, bob } = await place(github);
    const { pull_number, head } = await pullWith(alice, at);
    await bob.pulls.merge({ ...at, pull_number });
    const { data } = await alice.repos.getCommit({ ...at, ref: "main" });
    expect(data).toMatchObject({
      author: { login: "bob" },
      committer: { login: "web-flow" },
      commit: {
        message: "Merge pull request #1 from acme/request\n\nAsk for request",
        verification: { verified: true },
      },
    });
    expect(data.parents[1]?.sha).toBe(head);
  });

  it("by rebase makes each commit anew, unsigned, committed by who merged", async () => {
    const { at, alice, bob } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    await branchWith(alice, at, "request", { "grants/b.yaml": "x\n" });
    await branchWith(alice, at, "main", { "other.txt": "y\n" });
    const before = (await alice.repos.getCommit({ ...at, ref: "main" })).data.sha;
    const merged = await bob.pulls.merge({ ...at, pull_number, merge_method: "rebase" });
    const { data } = await alice.repos.listCommits({ ...at, per_page: 3 });
    expect(
      data.map(({ commit, committer }) => [commit.message, commit.author?.name, committer?.login]),
    ).toEqual([
      ["Add grants/b.yaml", "alice", "bob"],
      ["Add grants/request.yaml", "alice", "bob"],
      ["Add other.txt", "alice", "alice"],
    ]);
    expect(data[2]?.sha).toBe(before);
    expect(data[0]?.commit.verification).toMatchObject({ verified: false, reason: "unsigned" });
    const pull = await alice.pulls.get({ ...at, pull_number });
    expect(pull.data.merge_commit_sha).toBe(merged.data.sha);
    for (const { sha } of data.slice(0, 2)) {
      const found = await alice.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: sha });
      expect(found.data.map(({ number }) => number)).toEqual([pull_number]);
    }
  });

  it("is refused for a head that moved, a method that is off, and twice", async () => {
    const { at, alice, bob } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    const pull = { ...at, pull_number };
    expect(await refusal(alice.pulls.merge({ ...pull, sha: "0".repeat(40) }))).toEqual({
      status: 409,
      message: "Head branch was modified. Review and try the merge again.",
    });
    await bob.repos.update({ ...at, allow_rebase_merge: false });
    expect(await refusal(alice.pulls.merge({ ...pull, merge_method: "rebase" }))).toEqual({
      status: 405,
      message: "Rebase merges are not allowed on this repository.",
    });
    await alice.pulls.merge(pull);
    expect((await refusal(alice.pulls.merge(pull))).status).toBe(405);
    expect((await alice.pulls.checkIfMerged(pull)).status).toBe(204);
  });

  it("needs write access, and contents: write of a job", async () => {
    const { at, alice, mallory, name } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    expect((await refusal(mallory.pulls.merge({ ...at, pull_number }))).status).toBe(403);
    const reader = octokit(github, github.jobToken(name, { contents: "read", "pull-requests": "write" }));
    expect(await refusal(reader.pulls.merge({ ...at, pull_number }))).toEqual({
      status: 403,
      message: "Resource not accessible by integration",
    });
  });

  it("by GITHUB_TOKEN starts no workflow, by an App's token it does", async () => {
    for (const kind of ["job", "app"] as const) {
      const { at, alice, name } = await place(github);
      const { pull_number } = await pullWith(alice, at);
      const permissions = { contents: "write", "pull-requests": "write" } as const;
      const token =
        kind === "job" ? github.jobToken(name, permissions) : github.appToken({ repos: [name], permissions });
      await octokit(github, token).pulls.merge({ ...at, pull_number, merge_method: "squash" });
      const push = github.events.findLast((event) => event.name === "push");
      expect(push).toMatchObject({
        ref: "refs/heads/main",
        actor: kind === "job" ? "github-actions[bot]" : "leasehold-app[bot]",
        starts: kind === "job" ? "nothing" : "runs",
      });
    }
  });

  it("with [skip ci] in its message starts no workflow", async () => {
    const { at, alice } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    await alice.pulls.merge({ ...at, pull_number, merge_method: "squash", commit_title: "Quiet [skip ci]" });
    expect(github.events.findLast((event) => event.name === "push")?.starts).toBe("nothing");
  });

  it("deletes the branch where the repository says so", async () => {
    const { at, alice } = await place(github, { settings: { deleteBranchOnMerge: true } });
    const { pull_number } = await pullWith(alice, at);
    await alice.pulls.merge({ ...at, pull_number });
    expect((await refusal(alice.git.getRef({ ...at, ref: "heads/request" }))).status).toBe(404);
  });
});

describe("a protected branch", () => {
  it("waits for its checks, from statuses and check runs alike", async () => {
    const { at, alice, name } = await place(github);
    github.protect(name, "main", { checks: ["leasehold/approvals", "check"], enforceAdmins: true });
    const { pull_number, head } = await pullWith(alice, at);
    const merge = () => refusal(alice.pulls.merge({ ...at, pull_number }));
    expect((await merge()).message).toBe('Required status check "leasehold/approvals" is expected.');
    const status = { ...at, sha: head, context: "leasehold/approvals" };
    await alice.repos.createCommitStatus({ ...status, state: "pending" });
    expect((await merge()).message).toContain("is pending");
    await alice.repos.createCommitStatus({ ...status, state: "failure" });
    expect((await merge()).message).toContain("is failing");
    await alice.repos.createCommitStatus({ ...status, state: "success" });
    expect((await merge()).message).toBe('Required status check "check" is expected.');
    const job = octokit(github, github.jobToken(name, { checks: "write" }));
    await job.checks.create({ ...at, name: "check", head_sha: head, conclusion: "success" });
    expect((await alice.pulls.get({ ...at, pull_number })).data.mergeable_state).toBe("clean");
    expect((await merge()).status).toBe(200);
  });

  it("must be caught up with where its checks are strict", async () => {
    const { at, alice, name } = await place(github);
    const { pull_number } = await pullWith(alice, at);
    await branchWith(alice, at, "main", { "other.txt": "x\n" });
    github.protect(name, "main", { checks: [], strict: true });
    expect((await alice.pulls.get({ ...at, pull_number })).data.mergeable_state).toBe("behind");
    expect((await refusal(alice.pulls.merge({ ...at, pull_number }))).status).toBe(405);
  });

  it("lets administrators pass unless they are held too", async () => {
    const { at, alice, bob, name } = await place(github);
    github.protect(name, "main", { approvals: 1, enforceAdmins: true });
    const { pull_number } = await pullWith(alice, at);
    expect((await refusal(bob.pulls.merge({ ...at, pull_number }))).status).toBe(405);
    await bob.repos.deleteAdminBranchProtection({ ...at, branch: "main" });
    expect((await refusal(alice.pulls.merge({ ...at, pull_number }))).status).toBe(405);
    expect((await bob.pulls.merge({ ...at, pull_number })).data.merged).toBe(true);
  });

  it("waits for its code owners: the last matching line, the base branch's file", async () => {
    const owners = "* @bob\n/grants/ @carol\n/grants/free/\n";
    const { at, alice, bob, carol, name } = await place(github, {
      files: { "README.md": "x\n", ".github/CODEOWNERS": owners },
    });
    github.protect(name, "main", { codeOwners: true, enforceAdmins: true });
    const { pull_number } = await pullWith(alice, at, "request", {
      "grants/a.yaml": "a\n",
      "grants/free/b.yaml": "b\n",
      ".github/CODEOWNERS": "* @alice\n",
    });
    const pull = { ...at, pull_number };
    const asked = (await alice.pulls.listRequestedReviewers(pull)).data.users.map(({ login }) => login);
    expect(asked.sort()).toEqual(["bob", "carol"]);
    await bob.pulls.createReview({ ...pull, event: "APPROVE" });
    expect((await refusal(alice.pulls.merge(pull))).message).toBe("Waiting on code owner review from carol.");
    await carol.pulls.createReview({ ...pull, event: "APPROVE" });
    expect((await alice.pulls.merge(pull)).data.merged).toBe(true);
  });

  it("wants the last push approved by somebody else where it says so", async () => {
    const { at, alice, carol, bob, name } = await place(github);
    github.protect(name, "main", { approvals: 1, lastPushApproval: true, enforceAdmins: true });
    const { pull_number } = await pullWith(alice, at);
    await branchWith(carol, at, "request", { "grants/c.yaml": "x\n" });
    await carol.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    expect((await refusal(alice.pulls.merge({ ...at, pull_number }))).message).toContain(
      "other than the last pusher",
    );
    await bob.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    expect((await alice.pulls.merge({ ...at, pull_number })).data.merged).toBe(true);
  });

  it("takes no direct and no forced push", async () => {
    const { at, alice, name } = await place(github);
    github.protect(name, "main", { approvals: 1, enforceAdmins: true });
    const work = await clone(github.gitUrl(at.owner, at.repo, github.tokenFor("alice")));
    try {
      await work.write("grants/x.yaml", "x\n");
      await work.git("add", ".");
      await work.git("commit", "-qm", "Straight to main");
      const pushed = await work.push("origin", "main");
      expect(pushed.ok).toBe(false);
      expect(pushed.said).toContain("GH006: Protected branch update failed for refs/heads/main.");
      expect(pushed.said).toContain("Changes must be made through a pull request.");
      github.protect(name, "main", {});
      expect((await work.push("origin", "main")).ok).toBe(true);
      await work.git("commit", "-q", "--amend", "-m", "Rewritten");
      const forced = await work.push("--force", "origin", "main");
      expect(forced.said).toContain("Cannot force-push to this branch");
      github.protect(name, "main", undefined);
      expect((await work.push("--force", "origin", "main")).ok).toBe(true);
    } finally {
      await work.remove();
    }
    const { data } = await alice.repos.listActivities({ ...at, ref: "main" });
    expect(data.map(({ activity_type, actor }) => [activity_type, actor?.login])).toEqual([
      ["force_push", "alice"],
      ["push", "alice"],
      ["branch_creation", "acme"],
    ]);
  });

  it("is read and written as GitHub does", async () => {
    const { at, alice, bob } = await place(github);
    expect(await refusal(bob.repos.getBranchProtection({ ...at, branch: "main" }))).toEqual({
      status: 404,
      message: "Branch not protected",
    });
    await bob.repos.updateBranchProtection({
      ...at,
      branch: "main",
      required_status_checks: { strict: true, contexts: ["check"] },
      enforce_admins: true,
      required_pull_request_reviews: { required_approving_review_count: 2, require_code_owner_reviews: true },
      restrictions: null,
    });
    const { data } = await bob.repos.getBranchProtection({ ...at, branch: "main" });
    expect(data).toMatchObject({
      required_status_checks: { strict: true, contexts: ["check"] },
      enforce_admins: { enabled: true },
      required_pull_request_reviews: { required_approving_review_count: 2, require_code_owner_reviews: true },
      allow_force_pushes: { enabled: false },
    });
    expect((await alice.repos.getBranch({ ...at, branch: "main" })).data.protected).toBe(true);
    expect(await refusal(alice.repos.getBranchProtection({ ...at, branch: "main" }))).toMatchObject({
      status: 403,
    });
    await bob.repos.deleteBranchProtection({ ...at, branch: "main" });
    expect((await alice.repos.getBranch({ ...at, branch: "main" })).data.protected).toBe(false);
  });

  it("may be ruled by a ruleset instead", async () => {
    const { at, alice, bob } = await place(github);
    const { data: ruleset } = await bob.repos.createRepoRuleset({
      ...at,
      name: "main",
      target: "branch",
      enforcement: "active",
      conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
      rules: [
        { type: "deletion" },
        { type: "non_fast_forward" },
        {
          type: "pull_request",
          parameters: {
            required_approving_review_count: 1,
            require_code_owner_review: false,
            dismiss_stale_reviews_on_push: true,
            require_last_push_approval: false,
            required_review_thread_resolution: false,
            allowed_merge_methods: ["squash"],
          },
        },
      ],
    });
    const { data: rules } = await alice.repos.getBranchRules({ ...at, branch: "main" });
    expect(rules.map(({ type }) => type)).toEqual(["deletion", "non_fast_forward", "pull_request"]);
    const { pull_number } = await pullWith(alice, at);
    expect(
      (await refusal(alice.pulls.merge({ ...at, pull_number, merge_method: "squash" }))).message,
    ).toContain("At least 1 approving review");
    await bob.pulls.createReview({ ...at, pull_number, event: "APPROVE" });
    expect((await refusal(alice.pulls.merge({ ...at, pull_number }))).message).toBe(
      "Merge commits are not allowed on this repository.",
    );
    expect((await alice.pulls.merge({ ...at, pull_number, merge_method: "squash" })).status).toBe(200);
    const put = alice.repos.createOrUpdateFileContents({ ...at, path: "x", message: "x", content: "eA==" });
    expect((await refusal(put)).status).toBe(409);
    await bob.repos.deleteRepoRuleset({ ...at, ruleset_id: ruleset.id });
    expect((await alice.repos.getRepoRulesets(at)).data).toEqual([]);
  });
});
