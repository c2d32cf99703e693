import type { ApprovalFacts, ApproverSet } from "./approval-facts.ts";
import { error, type Finding, type Place } from "./finding.ts";
import { foldLogin, type Login, sameLogin } from "./login.ts";
import type { ApproverGroup } from "./model.ts";
import type { PullCommit, Review } from "./pull-request.ts";
import { approves, whyUncounted } from "./review-counts.ts";
import { fillSeats } from "./seats.ts";
import { formatInstant, type Instant } from "./units.ts";

export interface Approvals {
  readonly satisfied: boolean;
  /** How many approvals the groups ask for in all. */
  readonly required: number;
  /** People whose approval counts, in the order given. */
  readonly given: readonly Login[];
  /** People who could still approve, sorted. */
  readonly eligible: readonly Login[];
  /** Groups that are not yet satisfied, and by how many. */
  readonly missing: readonly {
    readonly label: string;
    readonly count: number;
    readonly eligible: readonly Login[];
  }[];
  readonly findings: readonly Finding[];
}

/** GitHub's own committer of merges and web edits is nobody. */
const WEB_FLOW = "web-flow";

/**
 * Whether a pull request's reviews satisfy every group, by different people (design.md, "Provenance", 5).
 *
 * The latest opinionated review of a person decides; it must be `APPROVED`, at the final head, after the base last
 * changed, before the merge, by a person with write permission who is neither the author, nor the grantee, nor the author of a commit.
 * Source of "latest opinionated": GitHub's reviews API lists all reviews, oldest first; COMMENTED changes nothing.
 *
 * @param grantee the person who gets the access; absent for changes of policies
 */
export function judgeApprovals(
  facts: ApprovalFacts,
  groups: readonly ApproverSet[],
  grantee: Login | undefined,
  at: Place | undefined,
): Approvals {
  const involved = peopleInvolved(facts, grantee);
  const ground = { facts, groups };
  const refused: Finding[] = [];
  const counting: Review[] = [];
  const uncounted: string[] = [];
  for (const review of lastReviews(facts.reviews)) {
    const { login } = review.reviewer;
    const part = involved.get(foldLogin(login));
    const why = whyUncounted(review, ground);
    if (why !== undefined) uncounted.push(why);
    else if (part === undefined) {
      counting.push(review);
      uncounted.push(...countedOnce(login, facts.reviews));
    }
    if (part !== undefined && approves(review, ground)) refused.push(fourEyes(login, part, at));
  }

  const approving = counting.map(({ reviewer }) => foldLogin(reviewer.login));
  const filled = fillSeats(groups, approving);
  const missing = groups.flatMap((group, index) => {
    const count = group.count - (filled[index] ?? 0);
    const eligible = [...group.people].filter((p) => !involved.has(p) && !approving.includes(p)).sort();
    return count > 0 ? [{ label: group.label, count, eligible }] : [];
  });
  const unknown = unnamedCommits(facts.commits, at);
  const satisfied = missing.length === 0 && unknown.length === 0;
  return {
    satisfied,
    required: groups.reduce((sum, group) => sum + group.count, 0),
    given: counting.map(({ reviewer }) => reviewer.login),
    eligible: [...new Set(missing.flatMap((group) => group.eligible))].sort(),
    missing,
    findings: [
      ...unknown,
      ...(missing.length > 0
        ? [...refused, ...missing.map((group) => missingApproval(group, uncounted, at, facts.retargeted))]
        : []),
    ],
  };
}

/** The last opinionated review of each person. */
function lastReviews(reviews: readonly Review[]): Iterable<Review> {
  const last = new Map<Login, Review>();
  for (const review of reviews) {
    if (review.state === "COMMENTED" || review.state === "PENDING") continue;
    last.set(foldLogin(review.reviewer.login), review);
  }
  return last.values();
}

/** What is told where a group lacks approvals and somebody gave several. */
function countedOnce(login: Login, reviews: readonly Review[]): string[] {
  const times = reviews.filter(
    ({ state, reviewer }) => state === "APPROVED" && sameLogin(reviewer.login, login),
  ).length;
  return times > 1 ? [`${login} approved ${times} times, and counts once`] : [];
}

/** Who may not approve, and why: folded login -> part they have in the request. */
function peopleInvolved(facts: ApprovalFacts, grantee: Login | undefined): Map<Login, string> {
  const involved = new Map<Login, string>();
  const add = (login: Login | undefined, part: string) => {
    if (login === undefined || foldLogin(login) === WEB_FLOW) return;
    const person = foldLogin(login);
    if (!involved.has(person)) involved.set(person, part);
  };
  add(facts.pull.author.login, "opened the pull request");
  add(grantee, "gets the access");
  for (const commit of facts.commits) {
    add(commit.author, `wrote commit ${commit.sha.slice(0, 7)}`);
    add(commit.committer, `committed ${commit.sha.slice(0, 7)}`);
    for (const login of commit.co_authors) add(login, `co-wrote commit ${commit.sha.slice(0, 7)}`);
  }
  return involved;
}

function unnamedCommits(commits: readonly PullCommit[], at: Place | undefined): Finding[] {
  const hint =
    "Commit with an address that GitHub knows (Settings, Emails) and push again; then ask for approval anew.";
  return commits.flatMap((commit) => {
    const sha = commit.sha.slice(0, 7);
    const who = [
      ...(commit.author === undefined ? ["its author"] : []),
      ...(commit.committer === undefined ? ["its committer"] : []),
      ...commit.unknown_co_authors.map((name) => `its co-author ${JSON.stringify(name)}`),
    ];
    return who.length === 0
      ? []
      : [
          error(
            "four-eyes",
            at,
            `commit ${sha}: GitHub cannot name ${who.join(" and ")}, so nobody can be shown to be somebody else`,
            hint,
          ),
        ];
  });
}

const fourEyes = (login: Login, part: string, at: Place | undefined): Finding =>
  error(
    "four-eyes",
    at,
    `the approval of ${login} does not count: ${login} ${part}`,
    "Somebody else of the role's approvers must approve.",
  );

/** Anybody may review, as often as they like: no message grows with that. */
const TOLD = 5;

function missingApproval(
  group: { readonly label: string; readonly count: number; readonly eligible: readonly Login[] },
  uncounted: readonly string[],
  at: Place | undefined,
  retargeted: Instant | undefined,
): Finding {
  const who =
    group.eligible.length === 0 ? "nobody is left who could" : `any of ${group.eligible.join(", ")}`;
  const early =
    retargeted === undefined
      ? ""
      : ` Approvals count from ${formatInstant(retargeted)} on: until then the pull request went into another branch.`;
  const many = group.count === 1 ? "one approval" : `${group.count} approvals`;
  const given = uncounted.length === 0 ? "" : `: ${uncounted.slice(0, TOLD).join("; ")}`;
  return error(
    "approvals",
    at,
    `${many} of ${group.label} missing at the final head commit${given}`,
    `Who may approve: ${who}.${early}`,
  );
}

/** How a group is named in messages: its teams, then its users. */
export const groupLabel = (group: ApproverGroup): string => [...group.teams, ...group.users].join(" or ");
