import type { ApproverSet } from "../../domain/approvals.ts";
import type { RequestReport } from "../../domain/change/change-report.ts";
import { isLive } from "../../domain/clock.ts";
import { personOf } from "../../domain/eligibility.ts";
import { type Finding, hasErrors } from "../../domain/finding.ts";
import { groupsFor, viewOf } from "../../domain/grant-view.ts";
import type { Question, Request } from "../../domain/judge.ts";
import type { Login } from "../../domain/login.ts";
import type { AccessPath, Grant } from "../../domain/model.ts";
import { Patience } from "../../domain/patience.ts";
import { staticSecret } from "../../domain/rules/static-secret.ts";
import { suggest } from "../../domain/suggest.ts";
import { ticketLink } from "../../domain/ticket-link.ts";
import type { WrittenGrant } from "../../domain/wish.ts";

/** How many refused requests of one change are told what would pass: finding that out takes judging many more. */
const SUGGESTED = 10;

/** All there is to say about judged requests, one after the other. */
export class RequestReports {
  readonly #question: Omit<Question, "added">;
  readonly #held: ReadonlyMap<Login, readonly Grant[]>;
  readonly #groups = new Map<string, readonly ApproverSet[]>();
  readonly #patience = new Patience(SUGGESTED);
  #suggested = 0;

  constructor(question: Omit<Question, "added">) {
    this.#question = question;
    const live = question.base.filter((grant) => isLive(grant, question.now));
    this.#held = Map.groupBy(live, (grant) => personOf(grant.user, question.policies));
  }

  of(request: Request, findings: readonly Finding[]): RequestReport {
    const { grant, author = grant.user } = request;
    const { policies, now } = this.#question;
    const role = policies.roles.get(grant.role);
    const suggestion = hasErrors(findings) ? this.#suggestion(request) : undefined;
    const groups = this.#groupsFor(grant);
    const link = ticketLink(policies.settings, grant.ticket);
    return {
      grant,
      author,
      view: viewOf(grant, policies, now, { author, groups }),
      findings,
      ...(suggestion === undefined ? {} : { suggestion }),
      ...(role === undefined ? {} : { role }),
      ...(link === undefined ? {} : { ticket_url: link }),
      groups,
      held: this.#heldBy(request),
      rotations: (role?.rotate_after ?? []).flatMap((name) => policies.rotations.get(name) ?? []),
      lasting: role === undefined ? [] : staticSecret(role, { policies }),
    };
  }

  #groupsFor(grant: Grant): readonly ApproverSet[] {
    const kind = `${grant.role} ${grant.break_glass}`;
    const known = this.#groups.get(kind) ?? groupsFor(grant, this.#question.policies, this.#question.now);
    this.#groups.set(kind, known);
    return known;
  }

  /** None for a grant that is on main: nobody can ask for it otherwise any more. */
  #suggestion(request: Request): WrittenGrant | undefined {
    if (request.grant.key !== undefined || this.#suggested >= SUGGESTED) return undefined;
    this.#suggested += 1;
    return suggest(request, { ...this.#question, patience: this.#patience });
  }

  /** Nothing for a grant that is on main: it is one of those that are held. */
  #heldBy({ grant, chain = [] }: Request): AccessPath[] {
    if (grant.key !== undefined) return [];
    const { policies } = this.#question;
    const extended = new Set(chain.map(({ key }) => key));
    const mine = this.#held.get(personOf(grant.user, policies)) ?? [];
    return mine
      .filter((other) => !extended.has(other.key))
      .flatMap((other) => policies.roles.get(other.role)?.access ?? []);
  }
}
