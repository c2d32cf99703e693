import type { GrantKey } from "../../domain/key.ts";
import { foldLogin, type Login } from "../../domain/login.ts";
import type { LandedGrant } from "../../domain/model.ts";
import { endBody, endTitle } from "../../render/request-pull.ts";
import { WISH_BRANCHES } from "../end/wished-back.ts";
import { landedGrants } from "../main/landed-grants.ts";
import type { Trouble } from "../outcome.ts";
import { attempt } from "../outcome.ts";
import { OutsideError } from "../outside-error.ts";
import type { GitHubReads, GitHubWrites, Repository, WorkingCopy } from "../ports.ts";

export interface OpenRevokePorts {
  readonly repository: Repository;
  readonly copy: WorkingCopy;
  readonly github: Pick<GitHubReads, "openPullsUnder"> & Pick<GitHubWrites, "openPull">;
  /** A few characters by chance: lower-case letters and digits. */
  readonly chance: () => string;
}

/** Whose grants to end. */
export type Selection =
  | { readonly kind: "key"; readonly key: GrantKey }
  | { readonly kind: "user"; readonly user: Login }
  | { readonly kind: "role"; readonly role: string }
  | { readonly kind: "all" };

/** Whether a grant, or a record of one, is meant. */
export const isSelected = (
  selection: Selection,
  grant: { readonly key: GrantKey; readonly role: string; readonly user: Login },
): boolean => {
  switch (selection.kind) {
    case "key":
      return grant.key === selection.key;
    case "user":
      return foldLogin(grant.user) === foldLogin(selection.user);
    case "role":
      return grant.role === selection.role;
    case "all":
      return true;
  }
};

export interface OpenedRevoke {
  /** The grants on main that it ends; none where there is nothing to delete. */
  readonly grants: readonly LandedGrant[];
  readonly pull?: { readonly number: number; readonly url: string };
}

/**
 * Opens the pull request that deletes the selected files of main; the one that is open for the same selection already
 * is given back instead. Merging it ends the access.
 *
 * @param recalled keys that are ended in Vault already: the pull request says so
 * @throws OutsideError where origin or GitHub cannot be reached
 */
export async function openRevoke(
  ports: OpenRevokePorts,
  branch: string,
  selection: Selection,
  recalled: ReadonlySet<GrantKey>,
  why: string | undefined,
): Promise<OpenedRevoke> {
  const { repository, copy, github } = ports;
  const base = (await repository.fetch([branch])).get(branch);
  if (base === undefined) {
    throw new OutsideError("git", "not-found", `origin has no branch ${branch}`, {
      hint: "github.branch in policies/leasehold.yaml names the branch grants live on.",
    });
  }
  const { grants } = await landedGrants(repository, base);
  const selected = grants.filter((grant) => isSelected(selection, grant));
  if (selected.length === 0) return { grants: [] };

  const name = nameOf(selection);
  const [open] = await github.openPullsUnder(`${WISH_BRANCHES}${name}-`);
  // One file, one pull request; a wider selection may have grown since.
  if (open && selection.kind === "key")
    return { grants: selected, pull: { number: open.number, url: open.url } };

  const title = endTitle(selected);
  const head = `${WISH_BRANCHES}${name}-${ports.chance()}`;
  await copy.pushBranch({
    base,
    branch: head,
    message: title,
    write: new Map(),
    remove: selected.map((grant) => grant.file),
  });
  const { number, url } = await opened(github, {
    branch: head,
    base: branch,
    title,
    body: endBody(selected, recalled, why),
  });
  return { grants: selected, pull: { number, url } };
}

async function opened(github: OpenRevokePorts["github"], pull: Parameters<GitHubWrites["openPull"]>[0]) {
  const result = await attempt(`open the pull request of ${pull.branch}`, () => github.openPull(pull));
  if (result.ok) return result.value;
  const { message, hint = "" }: Trouble = result.trouble;
  throw new OutsideError("github", "broken", message, {
    hint: `${hint} The branch ${pull.branch} is pushed: open its pull request on GitHub's page of the repository.`.trim(),
  });
}

function nameOf(selection: Selection): string {
  switch (selection.kind) {
    case "key":
      return selection.key;
    case "user":
      return `user-${foldLogin(selection.user)}`;
    case "role":
      return `role-${selection.role}`;
    case "all":
      return "all";
  }
}
