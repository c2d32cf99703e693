import { describe, expect, test } from "vitest";
import { type Check, known, unknown } from "../../../../src/domain/doctor/check.ts";
import { GITHUB_CHECKS } from "../../../../src/domain/doctor/github-checks.ts";
import type {
  BranchGuard,
  GitHubFacts,
  Protection,
  Rule,
} from "../../../../src/domain/doctor/github-facts.ts";
import type { Settings } from "../../../../src/domain/model.ts";
import { world } from "../../../support/world.ts";

const HIDDEN = unknown("it is shown to administrators only");
const PROTECTION: Protection = {
  reviews: { count: 1, code_owners: true, dismiss_stale: true, last_push: true, bypass: [] },
  enforce_admins: true,
  force_pushes: false,
  deletions: false,
};
const RULES: readonly Rule[] = [
  {
    type: "pull_request",
    ruleset: 7,
    parameters: {
      require_code_owner_review: true,
      dismiss_stale_reviews_on_push: true,
      require_last_push_approval: true,
    },
  },
  { type: "non_fast_forward", ruleset: 7, parameters: {} },
  { type: "deletion", ruleset: 7, parameters: {} },
];

const guard = (change: Partial<BranchGuard> = {}): BranchGuard => ({
  branch: "main",
  protection: known(undefined),
  rules: known([]),
  bypass: new Map(),
  ...change,
});

const settings = (change: object = {}): Settings => {
  const usual = world().policies.settings as Settings;
  return { ...usual, github: { ...usual.github, ...change } };
};

function checks(change: Partial<GitHubFacts>, github: object = {}): Map<string, Check> {
  const facts: GitHubFacts = {
    main: guard({ protection: known(PROTECTION) }),
    audit: guard({ branch: "leasehold-audit", protection: known(PROTECTION) }),
    environments: new Map(),
    actions: known({ may_open_pulls: true, default_permissions: "read" }),
    token: known({ kind: "installation" }),
    default_subject: known(true),
    teams: known(true),
    ...change,
  };
  const all = GITHUB_CHECKS.flatMap((check) => check(facts, settings(github)));
  return new Map(all.map((check) => [check.id, check]));
}

const states = (found: ReadonlyMap<string, Check>): Record<string, string> =>
  Object.fromEntries([...found].map(([id, { state }]) => [id, state]));
const stateOfMain = (main: BranchGuard) =>
  Object.fromEntries(
    Object.entries(states(checks({ main }))).filter(([id]) => id.startsWith("github.main.")),
  );
const all = (state: string) => ({
  "github.main.pull-requests": state,
  "github.main.code-owners": state,
  "github.main.stale-dismissal": state,
  "github.main.last-push": state,
  "github.main.force-push": state,
  "github.main.bypass": state,
});

describe("a branch is guarded by its protection or by rulesets", () => {
  test("either is enough, and what the other is need not be known", () => {
    expect(stateOfMain(guard({ protection: known(PROTECTION), rules: HIDDEN }))).toEqual(all("pass"));
    const bypass = new Map([[7, known([])]]);
    expect(stateOfMain(guard({ protection: HIDDEN, rules: known(RULES), bypass }))).toEqual(all("pass"));
  });

  test("without either it is not; where one is hidden nothing is said", () => {
    expect(stateOfMain(guard())).toEqual(all("fail"));
    expect(stateOfMain(guard({ protection: HIDDEN }))).toEqual(all("unknown"));
    expect(stateOfMain(guard({ rules: HIDDEN }))).toEqual(all("unknown"));
  });

  test("who may bypass a ruleset is asked of each, and hidden is not nobody", () => {
    const bypassOf = (bypass: BranchGuard["bypass"]) =>
      checks({ main: guard({ rules: known(RULES), bypass }) }).get("github.main.bypass");
    expect(bypassOf(new Map([[7, HIDDEN]]))?.state).toBe("unknown");
    expect(bypassOf(new Map())?.state).toBe("unknown");
    expect(bypassOf(new Map([[7, known(["Team 3"])]]))?.message).toContain("Team 3");
  });

  test("protection that administrators or others may pass is passed, unless a ruleset stands behind it", () => {
    const loose = known({ ...PROTECTION, enforce_admins: false });
    const alone = checks({ main: guard({ protection: loose }) }).get("github.main.bypass");
    expect(alone).toMatchObject({ state: "fail", message: "main: may be bypassed by administrators" });
    const both = guard({ protection: loose, rules: known(RULES), bypass: new Map([[7, known([])]]) });
    expect(checks({ main: both }).get("github.main.bypass")?.state).toBe("pass");
  });
});

describe("environments", () => {
  const environment = (fact: object) =>
    checks({ environments: new Map([["leasehold-apply", known(fact as never)]]) }).get(
      "github.environment.leasehold-apply",
    );

  test.each([
    [{ branches: ["main"], reviewers: false }, "pass"],
    [{ branches: "protected", reviewers: false }, "pass"],
    [{ reviewers: false }, "fail"],
    [{ branches: ["main", "feature/*"], reviewers: false }, "fail"],
    [{ branches: ["*"], reviewers: false }, "fail"],
    [{ branches: [], reviewers: false }, "fail"],
    [{ branches: ["main"], reviewers: true }, "fail"],
  ])("%j: %s", (fact, state) => {
    expect(environment(fact)?.state).toBe(state);
  });

  test("are nothing to look at where the plan has none", () => {
    expect(states(checks({}, { environments: false }))).toMatchObject({ "github.environments": "pass" });
  });
});

test("an organisation's teams matter where they decide", () => {
  expect(checks({ teams: known(false) }).has("github.teams")).toBe(false);
  expect(checks({ teams: known(false) }, { teams: "github" }).get("github.teams")?.state).toBe("fail");
});

test("what fails says where to change it, what is open says what is missing", () => {
  const worst = checks({
    main: guard(),
    audit: guard({ protection: HIDDEN }),
    actions: HIDDEN,
    token: HIDDEN,
  });
  for (const { state, hint } of worst.values()) if (state !== "pass") expect(hint).toBeTruthy();
});
