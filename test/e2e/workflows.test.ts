/** The workflows as they are shipped, run by act on the events of the sandbox's GitHub, with the built action. */
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Acme, AT } from "../../sandbox/acme.ts";
import {
  acmeUnderAct,
  approvalStatus,
  approve,
  comments,
  dispatch,
  enqueue,
  job,
  keys,
  merge,
  openPulls,
  propose,
  recordOf,
  request,
  runsOf,
  succeeded,
} from "./workflow-story.ts";

describe("the shipped workflows", () => {
  let acme: Acme;
  beforeAll(async () => {
    acme = await acmeUnderAct();
  });
  afterAll(async () => {
    await acme?.[Symbol.asyncDispose]();
  });

  it("refuse a request that is too long, on the pull request, at its file and line", async () => {
    let pull = 0;
    const runs = await runsOf(acme, async () => {
      pull = await propose(acme, "alice", "too-long", {
        "grants/orders-db-read/too-long.yaml": request("alice", "9h"),
      });
    });

    const check = job(runs, "check");
    expect(check.conclusion).toBe("failure");
    expect(check.annotations).toContainEqual(
      expect.objectContaining({
        level: "error",
        file: "grants/orders-db-read/too-long.yaml",
        line: 3,
        message: expect.stringContaining("8h"),
      }),
    );
    expect(check.outputs.ok).toBe("false");
    expect(await comments(acme, pull)).toEqual([expect.stringContaining("orders-db-read")]);
  });

  it("say in one comment who gets what, and turn the status green when everybody has approved", async () => {
    let pull = 0;
    await runsOf(acme, async () => {
      pull = await propose(acme, "erin", "refund", {
        "grants/orders-db-read/refund.yaml": request("erin", "1h"),
      });
    });
    expect(await approvalStatus(acme, pull)).toBe("pending");

    await runsOf(acme, () => approve(acme, pull));
    expect(await approvalStatus(acme, pull)).toBe("success");
    const [comment, ...others] = await comments(acme, pull);
    expect(others).toEqual([]);
    expect(comment).toContain("erin");
    expect(comment).toContain("database/creds/orders-read");
    expect(comment).toMatch(/bob.*sam/);
  });

  it("issue what was merged, renew it for its own user, and recall it by hand", async () => {
    let pull = 0;
    await runsOf(acme, async () => {
      pull = await propose(acme, "carol", "look", {
        "grants/orders-db-read/look.yaml": request("carol", "1h"),
      });
      await approve(acme, pull);
    });
    const merged = await runsOf(acme, () => merge(acme, pull));
    const kept = succeeded(merged, "report / audit").artifacts["leasehold-dashboard"];
    expect(JSON.parse(kept?.["report.json"] ?? "{}")).toMatchObject({ vault_read: true });
    const apply = succeeded(merged, "apply / apply");
    const [key = ""] = keys(apply, "issued");
    expect(key).toMatch(/^orders-db-read\.look\.[0-9a-f]{12}$/);
    expect(await recordOf(acme, key)).toMatchObject({ state: "live", user: "carol", pull_request: pull });
    expect((await comments(acme, pull)).at(-1)).toContain(`leasehold use ${key}`);
    expect(apply.summary).not.toBe("");

    const renewed = await runsOf(acme, () => dispatch(acme, "carol", { command: "reissue", key }));
    expect(keys(succeeded(renewed, "apply / apply"), "issued")).toEqual([key]);

    const password = await acme.estate.appPassword();
    const recalled = await runsOf(acme, () => dispatch(acme, "dana", { command: "recall", key }));
    expect(keys(succeeded(recalled, "recall / enforce"), "recalled")).toEqual([key]);
    succeeded(recalled, "rotate / rotate");
    expect(await acme.estate.appPassword()).not.toBe(password);
    expect(await recordOf(acme, key)).toMatchObject({ state: "ended", ended_by: "recalled" });
  });

  it("prove an end by schedule, rotate what it owes, catch up with a merge that started nothing, and find that all agrees", async () => {
    const asked: number[] = [];
    await runsOf(acme, async () => {
      for (const [user, id, duration] of [
        ["alice", "short", "25s"],
        ["erin", "quiet", "1h"],
      ] as const) {
        const file = `grants/orders-db-read/${id}.yaml`;
        asked.push(await propose(acme, user, id, { [file]: request(user, duration) }));
      }
    });
    for (const pull of asked) await runsOf(acme, () => approve(acme, pull));
    const [short = 0, quiet = 0] = asked;
    const [key = ""] = keys(
      succeeded(await runsOf(acme, () => merge(acme, short)), "apply / apply"),
      "issued",
    );
    expect(await runsOf(acme, () => merge(acme, quiet, "Quietly [skip ci]"))).toEqual([]);

    const password = await acme.estate.appPassword();
    const { end } = await recordOf(acme, key);
    await pause(Math.max(0, Date.parse(String(end)) - Date.now()) + 500);
    // The daily line: what the hourly one does, and audit after it.
    const runs = await runsOf(acme, () => acme.github.tick("41 5 * * *"));

    expect(runs.map(({ workflow }) => workflow)).toEqual([".github/workflows/schedule.yml"]);
    expect(keys(succeeded(runs, "enforce / enforce"), "recalled")).toEqual([key]);
    expect(await recordOf(acme, key)).toMatchObject({ state: "ended", ended_by: "expired" });
    expect((await openPulls(acme)).map(({ title }) => title)).toContainEqual(
      expect.stringContaining("Revoke"),
    );
    succeeded(runs, "rotate / rotate");
    expect(await acme.estate.appPassword()).not.toBe(password);
    expect(keys(succeeded(runs, "apply / apply"), "issued")).toEqual([
      expect.stringMatching(/^orders-db-read\.quiet\.[0-9a-f]{12}$/),
    ]);
    expect(succeeded(runs, "audit / audit").outputs).toMatchObject({ ok: "true", findings: "[]" });
  });

  it("give a pull request that makes its check an apply no way into Vault", async () => {
    const { data } = await acme.octokit("alice").repos.getContent({
      ...AT,
      path: ".github/workflows/check.yml",
    });
    const text = Buffer.from("content" in data ? data.content : "", "base64").toString("utf8");
    const forged = text
      .replace("    timeout-minutes: 10", "    timeout-minutes: 10\n    environment: leasehold-apply")
      .replace("      statuses: write", "      id-token: write\n      statuses: write")
      .replace("command: check", `command: apply\n          vault-addr: ${acme.bao.address}`);
    const runs = await runsOf(acme, () =>
      propose(acme, "alice", "forged", { ".github/workflows/check.yml": forged }),
    );

    const check = job(runs, "check");
    expect(check.conclusion).toBe("failure");
    expect(check.outputs.issued ?? "[]").toBe("[]");
    expect(check.log).toMatch(/claim "(ref|job_workflow_ref)"/);
  });

  it("answer a merge queue, which waits for the checks of what it is about to merge, and issue from it", async () => {
    const { settings } = acme.github.repo(acme.slug);
    settings.mergeQueue = true;
    acme.github.protect(acme.slug, "main", { checks: ["check", "leasehold/approvals"] });
    let pull = 0;
    await runsOf(acme, async () => {
      pull = await propose(acme, "alice", "queued", {
        "grants/orders-db-read/queued.yaml": request("alice", "1h"),
      });
      await approve(acme, pull);
    });
    const runs = await runsOf(acme, () => enqueue(acme, pull));

    expect(runs.map(({ workflow, event }) => `${workflow} ${event.name}`)).toEqual([
      ".github/workflows/check.yml merge_group",
      ".github/workflows/apply.yml push",
    ]);
    succeeded(runs, "check");
    expect(keys(succeeded(runs, "apply / apply"), "issued")).toEqual([
      expect.stringMatching(/^orders-db-read\.queued\.[0-9a-f]{12}$/),
    ]);
  });

  it("keep to GitHub's description of its API", () => {
    acme.github.assertContract();
  });
});
