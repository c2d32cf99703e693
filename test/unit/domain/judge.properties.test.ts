import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeGrants } from "../../../src/domain/judge.ts";
import { runPolicyTests } from "../../../src/domain/policy-tests.ts";
import { suggest } from "../../../src/domain/suggest.ts";
import { formatDuration, seconds } from "../../../src/domain/units.ts";
import { type GrantWords, type World, world } from "../../support/world.ts";

const PEOPLE = ["alice", "carol", "bob", "mallory", "ALICE"];
const ROLES = ["reader", "admin", "tight"];

const words = fc.record({
  role: fc.constantFrom(...ROLES),
  user: fc.constantFrom(...PEOPLE),
  duration: fc.integer({ min: 1, max: 12 * 60 }).map((minutes) => `${minutes}m`),
  start: fc.option(
    fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, "0")}:00`),
    {
      nil: undefined,
    },
  ),
  reason: fc.string({ minLength: 1, maxLength: 30 }),
  ticket: fc.option(fc.constantFrom("INC-1", "nope"), { nil: undefined }),
  break_glass: fc.boolean(),
});

const clean = ({
  start,
  ticket,
  ...rest
}: GrantWords & { start?: string | undefined; ticket?: string | undefined }) => ({
  ...rest,
  ...(start === undefined ? {} : { start }),
  ...(ticket === undefined ? {} : { ticket }),
});

function place(live: readonly Parameters<typeof clean>[0][] = []): World {
  const built = world()
    .team("payments", "alice", "carol")
    .team("dba", "bob", "ben", "alice")
    .team("security", "sam", "bob")
    .role("reader", {
      per_user: 1,
      total: 3,
      ticket: "INC-\\d+",
      rules: ['request.duration <= duration("6h")'],
    })
    .role("admin", { conflicts: ["reader"], requesters: { teams: ["dba"] }, max: "2h" })
    .role("tight", {
      max: "30m",
      reason: 10,
      approvers: [{ teams: ["dba"], count: 2 }, { teams: ["security"] }],
      break_glass: { teams: ["dba"], max: "10m" },
    });
  for (const each of live) built.live(clean(each));
  return built;
}

describe("whatever is asked", () => {
  it("findings do not depend on the order of files", () => {
    fc.assert(
      fc.property(
        fc
          .array(words, { maxLength: 12 })
          .chain((many) =>
            fc.tuple(fc.constant(many), fc.shuffledSubarray([...many.keys()], { minLength: many.length })),
          ),
        fc.array(words, { maxLength: 5 }),
        ([many, order], live) => {
          const here = place(live);
          const requests = many.map((each, index) => here.request({ ...clean(each), id: `g${index}` }));
          const judge = (added: typeof requests) =>
            judgeGrants({ added, base: here.base, policies: here.policies, now: here.now });
          const shuffled = order.flatMap((index) => requests[index] ?? []);
          expect(judge(shuffled)).toEqual(judge(requests));
        },
      ),
    );
  });

  it("shortening never makes a request denied by duration-max", () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 12 * 3_600 }), (each, shorter) => {
        const here = place();
        const asked = here.request(clean(each));
        const length = Math.min(shorter, asked.grant.end - asked.grant.begin);
        const before = here.broken(asked);
        const after = here.broken({ ...clean(each), duration: formatDuration(seconds(length)) });
        expect(after.includes("duration-max") && !before.includes("duration-max")).toBe(false);
      }),
    );
  });

  it("what is suggested passes", () => {
    fc.assert(
      fc.property(words, fc.array(words, { maxLength: 4 }), (each, live) => {
        const here = place(live);
        const request = here.request(clean(each));
        const near = suggest(request, { base: here.base, policies: here.policies, now: here.now });
        if (near === undefined || near.extends !== undefined) return;
        const { until: _until, extends: _extends, ...rest } = near;
        expect(here.broken(rest)).toEqual([]);
      }),
    );
  });

  it("adding an approval never makes an allowed request denied", () => {
    const people = fc.constantFrom("bob", "ben", "sam", "alice", "mallory", "BOB");
    fc.assert(
      fc.property(words, fc.array(people, { maxLength: 5 }), people, (each, approvals, one) => {
        const here = place();
        const { file, id: _id, at, begin: _b, end: _e, landed: _l, ...request } = here.grant(clean(each));
        const test = {
          file,
          name: "property",
          request,
          author: request.user,
          live: [],
          expect: "allow",
          rules: [],
          at,
        };
        const answer = (given: readonly string[]) =>
          runPolicyTests([{ ...test, expect: "allow", approvals: given }], here.policies, here.now)[0]
            ?.answer;
        if (answer(approvals) === "allow") expect(answer([...approvals, one])).toBe("allow");
      }),
    );
  });

  it("a grant counts at most once for every limit: adding one never frees a place", () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), words, (live, each) => {
        const limits = (rules: readonly string[]) => rules.filter((rule) => rule.startsWith("limit-"));
        const few = place(live.slice(0, -1));
        const many = place(live);
        expect(limits(many.broken(clean(each)))).toEqual(
          expect.arrayContaining(limits(few.broken(clean(each)))),
        );
      }),
    );
  });
});
