import { REVOKE_BRANCHES } from "../../src/domain/revoke-group.ts";
import { type Acme, AT } from "../acme.ts";

export interface RevokePull {
  readonly number: number;
  readonly head: string;
  readonly deletes: readonly string[];
}

/** Open pull requests that tidy ended grants away, with the paths they delete. */
export async function revokePulls(acme: Acme): Promise<RevokePull[]> {
  const { pulls } = acme.octokit("olivia");
  const open = await pulls.list({ ...AT, state: "open" });
  const ours = open.data.filter((pull) => pull.head.ref.startsWith(REVOKE_BRANCHES));
  return Promise.all(
    ours.map(async ({ number, head }) => {
      const files = await pulls.listFiles({ ...AT, pull_number: number });
      const deletes = files.data.filter((file) => file.status === "removed").map((file) => file.filename);
      return { number, head: head.sha, deletes };
    }),
  );
}
