import { describe, expect, it } from "vitest";
import type { JobDefinition, Workflow } from "../../../sandbox/runner/workflow-file.ts";
import { IDENTITIES, identityName } from "../../../src/domain/access/names.ts";
import { action, workflow, workflows } from "./shipped-workflows.ts";

const jobs = (file: Workflow): JobDefinition[] => Object.values(file.jobs);
const steps = (file: Workflow) => jobs(file).flatMap((job) => job.steps);
const all = [...workflows].map(([file, one]) => ({ file, workflow: one }));

describe("the action", () => {
  it("has the inputs and outputs of the contract, each described", () => {
    const { inputs, outputs, runs } = action();
    expect(Object.keys(inputs)).toEqual([
      "command",
      "github-token",
      "vault-addr",
      "vault-namespace",
      "vault-token",
      "key",
      "out",
    ]);
    expect(Object.keys(outputs)).toEqual(["ok", "findings", "issued", "recalled", "owed", "pages"]);
    for (const one of [...Object.values(inputs), ...Object.values(outputs)])
      expect(one.description.trim().length).toBeGreaterThan(20);
    expect(runs).toEqual({ using: "node24", main: "dist/action.js" });
  });
});

describe.each(all)("$file", ({ workflow: one }) => {
  it("pins every action of others to a commit, with its version beside it", () => {
    for (const { uses } of [...steps(one), ...jobs(one)]) {
      if (uses === undefined || uses.startsWith("./")) continue;
      expect(uses).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
      expect(one.text).toMatch(new RegExp(`${uses} # v\\d+\\.\\d+\\.\\d+\\n`));
    }
  });

  it("gives no permission to all jobs, and to each job what it says", () => {
    expect(one.permissions).toEqual({});
    for (const job of jobs(one)) expect(job.permissions).toBeDefined();
  });

  it("leaves no credentials in the clone", () => {
    for (const step of steps(one)) {
      if (step.uses?.startsWith("actions/checkout@")) expect(step.with["persist-credentials"]).toBe(false);
    }
  });

  it("neither runs with a stranger's pull request as if it were main, nor hands all secrets on", () => {
    expect(Object.keys(one.on)).not.toContain("pull_request_target");
    expect(Object.keys(one.on)).not.toContain("workflow_run");
    expect(one.text).not.toMatch(/secrets:\s*inherit/);
  });

  it("puts nothing that others write into a shell", () => {
    for (const { run } of steps(one)) expect(run ?? "").not.toContain("${{");
  });

  it("gives the action only inputs that it has", () => {
    const known = Object.keys(action().inputs);
    for (const step of steps(one)) {
      if (step.uses === "./") expect(known).toEqual(expect.arrayContaining(Object.keys(step.with)));
    }
  });

  it("asks for no more than its callers have", () => {
    const callers = all.flatMap(({ workflow: other }) =>
      jobs(other).filter(({ uses }) => uses === `./${one.path}`),
    );
    for (const caller of callers)
      for (const job of jobs(one)) expect(caller.permissions).toEqual(job.permissions);
  });
});

describe("each identity", () => {
  it.each([...IDENTITIES])("%s has a reusable workflow, a job and an environment of its own", (identity) => {
    const one = workflow(`${identityName(identity)}.yml`);
    expect(Object.keys(one.on)).toEqual(["workflow_call"]);
    const [job, ...others] = jobs(one);
    expect(others).toEqual([]);
    expect(job?.environment).toBe(identityName(identity));
    expect(job?.permissions).toMatchObject({ "id-token": "write" });
  });

  it("is the only way to an OIDC token, but for Pages', whose file Vault knows no identity by", () => {
    const able = all.filter(({ workflow: one }) =>
      jobs(one).some((job) => job.uses === undefined && job.permissions?.["id-token"] !== undefined),
    );
    expect(able.map(({ file }) => file).sort()).toEqual(
      [...[...IDENTITIES].map((identity) => `${identityName(identity)}.yml`), "leasehold-pages.yml"].sort(),
    );
  });

  it("lets no run be cut off in the middle", () => {
    for (const { file, workflow: one } of all) {
      if (file === "ci.yml") continue;
      for (const concurrency of [one.concurrency, ...jobs(one).map((job) => job.concurrency)])
        expect(concurrency?.cancelInProgress ?? "false").toBe("false");
    }
  });

  it("sees the whole history, which keys are made of", () => {
    for (const { file, workflow: one } of all) {
      if (file === "ci.yml") continue;
      for (const step of steps(one)) {
        if (step.uses?.startsWith("actions/checkout@")) expect(step.with["fetch-depth"]).toBe(0);
      }
    }
  });
});

describe("the check of a pull request", () => {
  it("has no OIDC token, no environment and no secret: whoever opens one can change it", () => {
    const check = workflow("check.yml");
    expect(Object.keys(check.on)).toEqual(["pull_request", "pull_request_review", "merge_group"]);
    expect(jobs(check).map(({ permissions, environment }) => ({ permissions, environment }))).toEqual([
      {
        permissions: { contents: "read", "pull-requests": "write", statuses: "write" },
        environment: undefined,
      },
    ]);
    expect(check.text).not.toMatch(/\$\{\{[^}]*\b(secrets|vars)\b/);
  });
});

describe("the schedule", () => {
  it("enforces, then rotates what ends owe and issues what pushes missed, whatever enforce said", () => {
    const { enforce, rotate, apply } = workflow("schedule.yml").jobs;
    expect(enforce?.needs).toEqual([]);
    expect([rotate?.needs, apply?.needs]).toEqual([["enforce"], ["enforce"]]);
    for (const job of [rotate, apply]) expect(job?.if).toMatch(/^\$\{\{ !cancelled\(\)/);
    expect(apply?.if).toMatch(/^\$\{\{ !cancelled\(\) \}\}$/);
  });

  it("is not waited for by what an early end owes: the run that recalled rotates", () => {
    const { rotate } = workflow("apply.yml").jobs;
    expect(rotate).toMatchObject({
      uses: "./.github/workflows/leasehold-rotate.yml",
      needs: ["apply", "recall"],
    });
    expect(rotate?.if).toBe(
      `\${{ !cancelled() && (needs.apply.outputs.owed == 'true' || needs.recall.outputs.owed == 'true') }}`,
    );
  });

  it("runs every hour, and rotates every six or where an end owes it: not known is owed", () => {
    const crons = [...workflow("schedule.yml").text.matchAll(/- cron: "(\S+) (\S+) \* \* \*"/g)];
    const hoursOf = (text = ""): number[] =>
      text.split(",").flatMap((part) => {
        const [, from = "", to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
        return part === "*/6" ? [0, 6, 12, 18] : Array.from({ length: +to - +from + 1 }, (_, n) => +from + n);
      });
    const hourly = crons.filter(([, minute]) => minute === "23").flatMap(([, , hours]) => hoursOf(hours));
    expect(hourly.sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
    const between = crons.find(([line]) => line.includes("1-5"))?.[0].slice('- cron: "'.length, -1);
    expect(workflow("schedule.yml").jobs.rotate?.if).toBe(
      `\${{ !cancelled() && (github.event.schedule != '${between}' || needs.enforce.outputs.owed != 'false') }}`,
    );
  });
});

describe("the dashboard", () => {
  it.each(["apply.yml", "schedule.yml"])(
    "is kept after every run of %s, by the identity that only looks",
    (file) => {
      const { report } = workflow(file).jobs;
      expect(report?.uses).toBe("./.github/workflows/leasehold-audit.yml");
      expect(report?.if).toMatch(/^\$\{\{ !cancelled\(\) \}\}$/);
      expect(report?.with).toEqual({ command: "report", out: "dashboard" });
      const kept = steps(workflow("leasehold-audit.yml")).find(({ uses }) =>
        uses?.startsWith("actions/upload-artifact@"),
      );
      expect(kept?.with).toMatchObject({
        name: "leasehold-dashboard",
        path: expect.stringMatching(/inputs\.out/),
      });
    },
  );

  it.each(["apply.yml", "schedule.yml"])(
    "goes to Pages after %s only where the settings on main say so",
    (file) => {
      expect(workflow(file).jobs.pages?.if).toContain("needs.report.outputs.pages == 'true'");
      const handed = steps(workflow("leasehold-audit.yml")).find(({ uses }) =>
        uses?.startsWith("actions/upload-pages-artifact@"),
      );
      expect(handed?.if).toContain("steps.leasehold.outputs.pages == 'true'");
    },
  );
});
