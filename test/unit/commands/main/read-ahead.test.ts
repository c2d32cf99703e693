import { expect, test } from "vitest";
import { ReadAhead } from "../../../../src/commands/main/read-ahead.ts";
import type { Repository } from "../../../../src/commands/ports.ts";
import { AccessRepository } from "../../../support/access-repository.ts";

/** A clone that saw main at `known`, and what it was asked to read. */
async function clone(main: AccessRepository, known: string, shallow = false) {
  const real = await main.open();
  const read: string[] = [];
  const repository = Object.create(real, {
    lastKnown: { value: async () => known },
    isShallow: { value: async () => shallow },
    tree: {
      value: (...asked: Parameters<Repository["tree"]>) => {
        read.push(asked[0]);
        return real.tree(...asked);
      },
    },
    visitTree: {
      value: (...asked: Parameters<Repository["visitTree"]>) => {
        read.push(asked[0]);
        return real.visitTree(...asked);
      },
    },
    landings: { value: (...asked: Parameters<Repository["landings"]>) => real.landings(...asked) },
  }) as Repository;
  return { ahead: new ReadAhead(repository, "main"), read };
}

test("main is read before it is known where it stands: once where it did not move, anew where it did", async () => {
  const main = new AccessRepository().role("orders-db-read").grant("first", { user: "alice" });
  const before = main.commit("11:00");
  const moved = main.grant("second", { user: "alice" }).commit("11:30");

  const still = await clone(main, moved);
  expect((await still.ahead.at(moved)).landed.grants.map(({ id }) => id)).toEqual(["first", "second"]);
  expect(new Set(still.read)).toEqual(new Set([moved]));
  expect(still.read).toHaveLength(2);

  const behind = await clone(main, before);
  expect((await behind.ahead.at(moved)).landed.grants.map(({ id }) => id)).toEqual(["first", "second"]);

  // Its oldest commit would seem to have landed every grant: it is deepened first.
  const shallow = await clone(main, moved, true);
  await new Promise((done) => setImmediate(done));
  expect(shallow.read).toEqual([]);
  expect((await shallow.ahead.at(moved)).landed.grants).toHaveLength(2);
});
