import type { GrantKey } from "../key.ts";
import { isKey } from "../key.ts";
import type { AccessPath, Capability } from "../model.ts";
import { END_REASONS, type EndReason } from "../record.ts";
import { type Instant, parseInstant } from "../units.ts";

/** An event of the audit log, as far as the story of a grant needs it. Its `data` is outside input. */
export interface ToldEvent {
  readonly type: string;
  readonly subject: string;
  readonly time: Instant;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the audit log tells of one grant. */
export interface Told {
  readonly key: GrantKey;
  readonly role: string;
  readonly user: string;
  readonly reason: string;
  readonly ticket?: string;
  readonly begin: Instant;
  readonly end: Instant;
  readonly pull_request?: number;
  /** Who opened the pull request, or issued it in an emergency. */
  readonly author?: string;
  readonly approvers: readonly string[];
  readonly break_glass: boolean;
  readonly access: readonly AccessPath[];
  readonly issued?: Instant;
  readonly refused?: { readonly at: Instant; readonly messages: readonly string[] };
  /** `proved`: when the end was looked at, which may be much later. */
  readonly ended?: { readonly at: Instant; readonly by: EndReason; readonly proved: Instant };
}

/**
 * Every grant that events tell of. The first issued or refused event of a key tells who and what, a later ended one
 * closes it; an ended event of a grant that nothing tells of is left out: nobody could say whose it was.
 */
export function historyOf(events: readonly ToldEvent[]): Map<GrantKey, Told> {
  const told = new Map<GrantKey, Told>();
  for (const event of events) {
    const key = event.subject;
    if (!isKey(key)) continue;
    const known = told.get(key);
    if (event.type === "leasehold.grant.issued") {
      const issued = instantIn(event.data, "issued_at") ?? event.time;
      const facts = known ?? factsOf(key, event);
      if (facts && facts.issued === undefined) {
        told.set(key, { ...facts, issued, access: accessOf(event.data.access) });
      }
    } else if (event.type === "leasehold.grant.refused") {
      const facts = known ?? factsOf(key, event);
      if (facts) told.set(key, { ...facts, refused: { at: event.time, messages: messagesOf(event.data) } });
    } else if (event.type === "leasehold.grant.ended" && known && known.ended === undefined) {
      const at = instantIn(event.data, "ended_at") ?? event.time;
      told.set(key, { ...known, ended: { at, by: reasonOf(event.data.ended_by), proved: event.time } });
    }
  }
  return told;
}

function factsOf(key: GrantKey, { data }: ToldEvent): Told | undefined {
  const begin = instantIn(data, "begin");
  const end = instantIn(data, "end");
  const { role, user, reason, ticket, pull_request, author, approvers, break_glass } = data;
  if (typeof role !== "string" || typeof user !== "string" || begin === undefined || end === undefined) {
    return undefined;
  }
  return {
    key,
    role,
    user,
    reason: typeof reason === "string" ? reason : "",
    ...(typeof ticket === "string" ? { ticket } : {}),
    begin,
    end,
    ...(typeof pull_request === "number" ? { pull_request } : {}),
    ...(typeof author === "string" ? { author } : {}),
    approvers: Array.isArray(approvers) ? approvers.filter((one) => typeof one === "string") : [],
    break_glass: break_glass === true,
    access: [],
  };
}

function instantIn(data: Readonly<Record<string, unknown>>, name: string): Instant | undefined {
  const value = data[name];
  return typeof value === "string" ? parseInstant(value) : undefined;
}

function accessOf(value: unknown): AccessPath[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== "object" || one === null || !("path" in one) || typeof one.path !== "string")
      return [];
    const given: unknown = "capabilities" in one ? one.capabilities : [];
    const capabilities = Array.isArray(given) ? given.filter((each): each is Capability => isText(each)) : [];
    return [{ path: one.path, capabilities }];
  });
}

function messagesOf(data: Readonly<Record<string, unknown>>): string[] {
  if (!Array.isArray(data.findings)) return [];
  return data.findings.flatMap((one: unknown) =>
    typeof one === "object" && one !== null && "message" in one && isText(one.message) ? [one.message] : [],
  );
}

const isText = (value: unknown): value is string => typeof value === "string";

const reasonOf = (value: unknown): EndReason => END_REASONS.find((reason) => reason === value) ?? "recalled";
