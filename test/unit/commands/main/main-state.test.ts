import { describe, expect, it } from "vitest";
import { readMain } from "../../../../src/commands/main/main-state.ts";
import { AccessRepository } from "../../../support/access-repository.ts";
import { moment } from "../../../support/world.ts";

const NOW = moment("12:00");
const WITHOUT_CAROL = "payments: [alice]\ndba: [bob]\nsecurity: [sam]\n";

/** Grants of alice and carol, live at noon. */
function granted(): AccessRepository {
  const repository = new AccessRepository().role("orders-db-read").role("notes-read");
  repository.grant("hers", { user: "carol", duration: "8h" }).grant("his", { user: "alice", duration: "8h" });
  repository.grant("notes", { role: "notes-read", user: "carol", duration: "8h" });
  repository.commit("11:00");
  return repository;
}

/** Ids of the grants that today's main recalls, and whether anything may be issued. */
async function judged(repository: AccessRepository) {
  const head = repository.commit("11:30");
  const { desired, policies_hold } = await readMain(await repository.open(), head, NOW);
  return { ineligible: [...desired.ineligible].map((key) => key.split(".")[1]).sort(), policies_hold };
}

describe("who may no longer have what was granted", () => {
  it("is nobody while everybody is where they were", async () => {
    expect(await judged(granted())).toEqual({ ineligible: [], policies_hold: true });
  });

  it.each([
    ["a file that is no policy", (main: AccessRepository) => main.write("policies/NOTES.txt", "x")],
    ["a role with too few approvers", (main: AccessRepository) => main.role("short", TOO_FEW)],
    ["a role that cannot be read", (main: AccessRepository) => main.write(ROLE("broken"), "access: [")],
    ["settings that cannot be read", (main: AccessRepository) => main.write(SETTINGS, "owners: [")],
  ])("loses it also where policies have a fault elsewhere: %s", async (_what, fault) => {
    const main = granted().write("policies/teams.yaml", WITHOUT_CAROL);
    fault(main);
    expect(await judged(main)).toEqual({ ineligible: ["hers", "notes"], policies_hold: false });
  });

  it.each(["teams", "people"])("is not known where policies/%s.yaml cannot be read", async (file) => {
    const main = granted().write("policies/teams.yaml", WITHOUT_CAROL);
    expect(await judged(main.write(`policies/${file}.yaml`, "payments: [alice"))).toEqual({
      ineligible: [],
      policies_hold: false,
    });
  });

  it("is not known of a role that cannot be read, and is of the others", async () => {
    const main = granted().write("policies/teams.yaml", WITHOUT_CAROL);
    const { ineligible } = await judged(main.write(ROLE("notes-read"), "access: ["));
    expect(ineligible).toEqual(["hers"]);
  });

  it("is everybody whose role is gone", async () => {
    const { ineligible } = await judged(granted().remove(ROLE("notes-read")));
    expect(ineligible).toEqual(["notes"]);
  });
});

const SETTINGS = "policies/leasehold.yaml";
const ROLE = (name: string) => `policies/roles/${name}.yaml`;
const TOO_FEW = { approvers: "{ teams: [dba], count: 3 }" };
