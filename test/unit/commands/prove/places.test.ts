import { expect, it } from "vitest";
import type { Decision } from "../../../../src/commands/prove/decision.ts";
import { Places } from "../../../../src/commands/prove/places.ts";
import { error } from "../../../../src/domain/finding.ts";
import { type GrantKey, keyOf } from "../../../../src/domain/key.ts";
import type { LandedGrant } from "../../../../src/domain/model.ts";
import { moment, world } from "../../../support/world.ts";

const { policies } = world().team("payments", "alice", "carol").role("r", { total: 1 });

/** Each by a commit of its own, which its id names. */
function grant(id: string, landed: string, begin: string, user = "alice"): LandedGrant {
  const commit = Buffer.from(id).toString("hex").padEnd(40, "0");
  const at = () => ({ file: `grants/r/${id}.yaml` });
  return {
    file: `grants/r/${id}.yaml`,
    id,
    role: "r",
    user,
    reason: "because",
    break_glass: false,
    at,
    commit,
    key: keyOf("r", id, commit),
    landed: moment(landed),
    begin: moment(begin),
    end: moment("18:00"),
  };
}

/** A role that one may hold at a time; what GitHub says of those ahead is the test's. */
function placesOf(
  waiting: readonly LandedGrant[],
  said: Readonly<Record<string, "approved" | "unclear" | "down">>,
) {
  const asked: GrantKey[] = [];
  const judge = {
    decide: async (_: string, grants: readonly LandedGrant[], held: readonly LandedGrant[]) =>
      grants.map((one): Decision => {
        if (said[one.id] === "down") throw new Error("GitHub is down");
        if (said[one.id] === "unclear") return { kind: "later", grant: one, findings: [] };
        if (held.length > 0)
          return { kind: "refused", grant: one, findings: [error("limit-total", one.at(), "full")] };
        return { kind: "accepted", grant: one } as Decision;
      }),
    standing: async (_: string, grants: readonly LandedGrant[]) => {
      asked.push(...grants.map(({ key }) => key));
      const [first] = grants.map(({ id }) => said[id]);
      return first === "approved" ? grants : first === undefined ? [] : undefined;
    },
  };
  const places = new Places(judge, policies, [], waiting);
  const decide = async (one: LandedGrant) => (await places.decide(one.commit, [one]))[0]?.kind;
  return { decide, asked };
}

const booked = grant("booked", "10:00", "15:00");
const now = grant("now", "11:00", "11:00", "carol");

it("keeps the place of who was approved first, though another begins earlier", async () => {
  const { decide } = placesOf([booked], { booked: "approved" });
  expect(await decide(now)).toBe("refused");
});

it("gives the place where the one ahead was never approved, landed later, or is over before", async () => {
  expect(await placesOf([booked], {}).decide(now)).toBe("accepted");
  const behind = placesOf([grant("behind", "12:00", "15:00")], { behind: "approved" });
  expect(await behind.decide(now)).toBe("accepted");
  const short = placesOf([booked], { booked: "approved" });
  expect(await short.decide({ ...now, end: moment("15:00") })).toBe("accepted");
  expect([behind.asked, short.asked]).toEqual([[], []]);
});

it("refuses nobody for good because of a grant that GitHub does not answer about: the next run decides", async () => {
  expect(await placesOf([booked], { booked: "unclear" }).decide(now)).toBe("later");
});

it("counts who is due and could not be decided over as ahead of those that landed after", async () => {
  const first = grant("first", "10:30", "10:30");
  for (const answer of ["unclear", "down"] as const) {
    const { decide } = placesOf([], { first: answer });
    await decide(first).catch(() => undefined);
    expect(await decide(now), answer).toBe("later");
  }
});
