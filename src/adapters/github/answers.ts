/** What we read of GitHub's answers. Members that decide trust are here; the others are left alone. */
import { type Static, Type } from "typebox";
import type { Account } from "../../domain/pull-request.ts";
import { type Instant, instant } from "../../domain/units.ts";

const Text = Type.String();
const TextOrNull = Type.Union([Type.String(), Type.Null()]);
const Sha = Type.String({ pattern: "^[0-9a-f]{40}(?:[0-9a-f]{24})?$" });
const ShaOrNull = Type.Union([Sha, Type.Null()]);
/** RFC 3339, as GitHub writes it. */
const Time = Type.String({
  pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$",
});

/** GitHub gives null, or an object without members, for who is gone or cannot be named. */
export const User = Type.Union([
  Type.Object({ login: Type.String({ minLength: 1 }), type: Type.Optional(Text) }),
  Type.Object({ login: Type.Optional(Type.Never()) }),
  Type.Null(),
]);

export const Repository = Type.Object({ id: Type.Integer({ minimum: 1 }), full_name: Text, html_url: Text });

export const Pull = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  node_id: Text,
  html_url: Text,
  title: Text,
  state: Type.Union([Type.Literal("open"), Type.Literal("closed")]),
  user: User,
  base: Type.Object({ ref: Text, repo: Type.Object({ id: Type.Integer() }) }),
  // A fork that is gone has no repository.
  head: Type.Object({
    ref: Text,
    sha: Sha,
    repo: Type.Union([Type.Object({ id: Type.Integer() }), Type.Null()]),
  }),
  labels: Type.Optional(Type.Array(Type.Object({ name: Text }))),
  auto_merge: Type.Optional(Type.Union([Type.Object({ merge_method: Text }), Type.Null()])),
  closed_at: Type.Optional(Type.Union([Time, Type.Null()])),
  merged_at: Type.Union([Time, Type.Null()]),
  merge_commit_sha: ShaOrNull,
  // Of one pull request alone, not of lists.
  mergeable_state: Type.Optional(Text),
});

export const ListedCommit = Type.Object({
  sha: Sha,
  author: Type.Optional(User),
  committer: Type.Optional(User),
  commit: Type.Object({
    message: Text,
    author: Type.Union([Type.Object({ email: Type.Optional(Text) }), Type.Null()]),
    committer: Type.Union([Type.Object({ email: Type.Optional(Text) }), Type.Null()]),
    verification: Type.Optional(Type.Object({ verified: Type.Boolean() })),
  }),
});

/** A state that GitHub adds one day may mean a refusal: it is no answer until it is known here. */
export const ListedReview = Type.Object({
  user: User,
  state: Type.Union([
    Type.Literal("APPROVED"),
    Type.Literal("CHANGES_REQUESTED"),
    Type.Literal("DISMISSED"),
    Type.Literal("COMMENTED"),
    Type.Literal("PENDING"),
  ]),
  commit_id: Type.Optional(ShaOrNull),
  submitted_at: Type.Optional(Type.Union([Time, Type.Null()])),
});

/** What happened to an issue or a pull request; of most kinds we read nothing more. */
export const ListedHappening = Type.Object({ event: Text, created_at: Time });

export const Permission = Type.Object({ permission: Text });
export const Member = Type.Object({ login: Type.String({ minLength: 1 }) });
export const Ref = Type.Object({ object: Type.Object({ sha: Sha, type: Text }) });
export const WithSha = Type.Object({ sha: Sha });
export const GitCommit = Type.Object({ sha: Sha, tree: WithSha });

export const ListedActivity = Type.Object({
  before: Sha,
  after: Sha,
  ref: Text,
  timestamp: Time,
  activity_type: Text,
  actor: Type.Optional(User),
});

export const Comment = Type.Object({
  id: Type.Integer(),
  body: Type.Optional(TextOrNull),
  user: User,
});

/** An issue, or (with `pull_request`) a pull request, which GitHub lists among them. */
export const ListedIssue = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  html_url: Text,
  state: Type.Union([Type.Literal("open"), Type.Literal("closed")]),
  body: Type.Optional(TextOrNull),
  user: User,
  pull_request: Type.Optional(Type.Unknown()),
});

export const PublicKey = Type.Object({ key_id: Text, key: Text });

/** The second in which a time lies. */
export const secondOf = (time: string): Instant => instant(Math.floor(Date.parse(time) / 1_000));

/** The login, where GitHub names somebody. */
export const loginOf = (user: Static<typeof User> | undefined): string | undefined =>
  user?.login ?? undefined;

const TYPES: readonly Account["type"][] = ["User", "Bot", "Organization", "Mannequin"];

/** GitHub shows `ghost` in place of who is gone: a login nobody can have. */
export function accountOf(user: Static<typeof User>): Account {
  if (!user?.login) return { login: "ghost", type: "unknown" };
  const type = "type" in user ? user.type : undefined;
  return { login: user.login, type: TYPES.find((known) => known === type) ?? "unknown" };
}
