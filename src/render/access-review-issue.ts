import type { AccessReview, RoleReview } from "../domain/report/review.ts";
import { spanText } from "./duration.ts";
import { name, nameRow } from "./markdown-parts.ts";

/** More roles than these make an issue that GitHub does not take and nobody reads. */
const ROLES = 150;

export const ACCESS_REVIEW_LABEL = "leasehold-access-review";

/** First line of the issue: by it the next run knows that this month has its review. */
export const accessReviewMarker = (month: string): string => `<!-- leasehold-access-review ${month} -->`;

/**
 * The monthly access review as an issue: for people who decide whether access could be less.
 *
 * @param month `2026-10`
 */
export function accessReviewIssue(
  month: string,
  review: AccessReview,
): { readonly title: string; readonly body: string } {
  const used = review.roles.filter(({ grants }) => grants > 0);
  const unused = review.roles.filter(({ grants, declared }) => grants === 0 && declared);
  const never = review.people.filter(({ grants, refused }) => grants > 0 && refused === 0);
  const shorter = used.filter(({ suggestion }) => suggestion !== undefined);
  const sections = [
    ["Shorter maxima", shorter.map(suggestion), "None to suggest."],
    [
      "Roles nobody used",
      unused.map(({ role }) => `- [ ] ${name(role)}: is it still needed?`),
      "Every role was used.",
    ],
  ] as const;
  return {
    title: `Access review of ${month}`,
    body: [
      `Grants that began in ${month}. Close this when somebody has looked at it.`,
      "### Roles",
      used.length === 0 ? "Nobody had anything." : table(used.slice(0, ROLES), review.use_read),
      ...(used.length > ROLES
        ? [`… and ${used.length - ROLES} more; \`leasehold report\` has them all.`]
        : []),
      ...sections.flatMap(([title, entries, none]) => [
        `### ${title}`,
        entries.length === 0 ? none : entries.slice(0, ROLES).join("\n"),
      ]),
      "### People never refused",
      `${nameRow(
        never.map(({ user }) => user),
        60,
      )}. Refusals are those of apply: what was given up on a pull request before the merge is not among them.`,
      review.use_read
        ? ""
        : "<sub>How much of the time was really used is not known here: `leasehold report --vault-audit-log FILE` tells it from the log of Vault's audit device.</sub>",
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  };
}

const suggestion = ({ role, max, longest_asked, longest_used, suggestion }: RoleReview): string => {
  const because =
    suggestion?.because === "used"
      ? `the longest use was ${spanText(longest_used ?? longest_asked)}`
      : `nobody asked for more than ${spanText(longest_asked)}`;
  return `- [ ] ${name(role)}: ${spanText(suggestion?.max ?? longest_asked)} instead of ${spanText(max ?? longest_asked)}, as ${because}`;
};

function table(roles: readonly RoleReview[], use_read: boolean): string {
  const head = [
    "role",
    "grants",
    "people",
    "asked for",
    "held",
    ...(use_read ? ["used", "never used"] : []),
    "longest",
    "at most",
    "refused",
  ];
  const rows = roles.map((role) => [
    name(role.role),
    role.break_glass === 0 ? role.grants : `${role.grants}, ${role.break_glass} by break-glass`,
    role.people.length,
    spanText(role.asked),
    spanText(role.held),
    ...(use_read && role.used !== undefined ? [spanText(role.used), role.never_used] : []),
    spanText(role.longest_asked),
    role.max === undefined ? "gone" : spanText(role.max),
    role.refused,
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
