import { expect, it } from "vitest";
import { landedGrants } from "../../../../src/commands/main/landed-grants.ts";
import { AccessRepository } from "../../../support/access-repository.ts";
import { moment } from "../../../support/world.ts";

const main = () => new AccessRepository().role("orders-db-read");
const keyAt = (commit: string) => `orders-db-read.first.${commit.slice(0, 12)}`;

it("an extension goes on from the grant it extends, also when that one is gone from main", async () => {
  const repository = main().grant("first", { duration: "2h" });
  const first = repository.commit("10:00");
  repository.grant("more", { extends: keyAt(first), duration: "1h" });
  const both = repository.commit("11:00");
  repository.remove("grants/orders-db-read/first.yaml");
  const gone = repository.commit("12:30");
  for (const commit of [both, gone]) {
    const { grants } = await landedGrants(await repository.open(), commit);
    expect(grants.find(({ id }) => id === "more")).toMatchObject({
      begin: moment("11:00"),
      end: moment("13:00"),
    });
  }
});

it("a key made of a later commit, which has the file too, stretches nothing", async () => {
  const repository = main().grant("first", { duration: "2h" });
  repository.commit("10:00");
  const later = repository.write("README.md", "x").commit("11:30");
  const head = repository.grant("more", { extends: keyAt(later), duration: "1h" }).commit("11:40");
  const landed = await landedGrants(await repository.open(), head);
  expect(landed.grants.map(({ id }) => id)).toEqual(["first"]);
  expect(landed.findings).toMatchObject([{ rule: "extends", file: "grants/orders-db-read/more.yaml" }]);
});

it("nor does a commit of a branch that was merged: only main's own commits land grants", async () => {
  const repository = main().grant("first", { duration: "2h" });
  repository.commit("10:00");
  repository.branch("side").remove("grants/orders-db-read/first.yaml").commit("11:00");
  const forged = repository.grant("first", { duration: "2h" }).commit("11:30");
  repository.checkout("main").write("README.md", "x").commit("11:35");
  repository.scratch.gitAt(moment("11:40"), "merge", "-q", "--no-ff", "-m", "merge", "side");
  const head = repository.grant("more", { extends: keyAt(forged), duration: "1h" }).commit("11:45");
  const landed = await landedGrants(await repository.open(), head);
  expect(landed.grants.map(({ id }) => id)).toEqual(["first"]);
});
