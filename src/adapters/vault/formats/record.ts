import { type Static, Type } from "typebox";
import type { Finding, RuleName } from "../../../domain/finding.ts";
import type { GrantKey } from "../../../domain/key.ts";
import type { AccessPath } from "../../../domain/model.ts";
import type { GrantRecord } from "../../../domain/record.ts";
import { seconds } from "../../../domain/units.ts";
import type { Format } from "../kv.ts";
import { parse, Strings } from "../parse.ts";
import { Key, Moment, momentOf, present, textOf } from "./words.ts";

const optional = Type.Optional;
const oneOf = <const Words extends readonly string[]>(...words: Words) => Type.Enum<[...Words]>([...words]);

const Access = Type.Object({
  path: Type.String(),
  capabilities: Type.Array(oneOf("create", "read", "update", "delete", "list", "patch", "scan")),
  outlives: optional(Type.Integer({ minimum: 1 })),
});

const Found = Type.Object({
  rule: Type.String(),
  severity: oneOf("error", "warning"),
  file: optional(Type.String()),
  line: optional(Type.Integer()),
  column: optional(Type.Integer()),
  message: Type.String(),
  hint: optional(Type.String()),
});

const Proof = Type.Object({
  at: Moment,
  tokens_gone: Type.Integer(),
  leases_seen: Type.Integer(),
  strays_revoked: Type.Integer(),
  gone_by: optional(Moment),
  explained: optional(Type.Integer()),
});

const Reason = oneOf("expired", "file-removed", "ineligible", "recalled", "out-of-band", "superseded");

/** The record of formats.md, "Vault names". Members of later versions are let through and not kept. */
const Stored = Type.Object({
  key: Key,
  file: Type.String(),
  role: Type.String(),
  user: Type.String(),
  alias: Type.String(),
  commit: Type.String(),
  policy_commit: Type.String(),
  token_role: Type.String(),
  access: Type.Array(Access),
  pull_request: Type.Integer(),
  author: Type.String(),
  approvers: Strings,
  reason: Type.String(),
  ticket: optional(Type.String()),
  break_glass: optional(Type.Boolean()),
  begin: Moment,
  end: Moment,
  issued_at: optional(Moment),
  accessor: optional(Type.String()),
  wrap_accessor: optional(Type.String()),
  superseded: optional(Strings),
  state: oneOf("live", "ended", "refused"),
  ended_at: optional(Moment),
  ended_by: optional(Reason),
  proof: optional(Proof),
  findings: optional(Type.Array(Found)),
  ending: optional(Type.Object({ why: Reason, at: Moment, report: optional(oneOf("pickup-opened")) })),
  settled: optional(Type.Boolean()),
});

export const recordFormat: Format<GrantRecord> = {
  toJson: (record) => ({
    ...record,
    access: record.access.map((entry) => ({ ...entry })),
    begin: textOf(record.begin),
    end: textOf(record.end),
    issued_at: textOf(record.issued_at),
    ended_at: textOf(record.ended_at),
    proof: record.proof && {
      ...record.proof,
      at: textOf(record.proof.at),
      gone_by: textOf(record.proof.gone_by),
    },
    findings: record.findings?.map((finding) => ({ ...finding })),
    ending: record.ending && { ...record.ending, at: textOf(record.ending.at) },
  }),
  parse: (stored, place) => recordOf(parse(Stored, stored, place)),
};

function recordOf(stored: Static<typeof Stored>): GrantRecord {
  const { issued_at, ended_at, proof, access, findings, ending } = stored;
  return present({
    key: stored.key as GrantKey,
    file: stored.file,
    role: stored.role,
    user: stored.user,
    alias: stored.alias,
    commit: stored.commit,
    policy_commit: stored.policy_commit,
    token_role: stored.token_role,
    access: access.map(({ path, capabilities, outlives }): AccessPath => {
      return present({
        path,
        capabilities,
        outlives: outlives === undefined ? undefined : seconds(outlives),
      });
    }),
    pull_request: stored.pull_request,
    author: stored.author,
    approvers: stored.approvers,
    reason: stored.reason,
    ticket: stored.ticket,
    break_glass: stored.break_glass,
    begin: momentOf(stored.begin),
    end: momentOf(stored.end),
    issued_at: issued_at === undefined ? undefined : momentOf(issued_at),
    accessor: stored.accessor,
    wrap_accessor: stored.wrap_accessor,
    superseded: stored.superseded,
    state: stored.state,
    ended_at: ended_at === undefined ? undefined : momentOf(ended_at),
    ended_by: stored.ended_by,
    proof:
      proof &&
      present({
        ...proof,
        at: momentOf(proof.at),
        gone_by: proof.gone_by === undefined ? undefined : momentOf(proof.gone_by),
      }),
    // Rules of later versions too: a finding is only shown.
    ending: ending && present({ why: ending.why, at: momentOf(ending.at), report: ending.report }),
    settled: stored.settled,
    findings: findings?.map((one): Finding => ({ ...one, rule: one.rule as RuleName })),
  });
}
