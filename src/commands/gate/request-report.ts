import type { ApproverSet } from "../../domain/approval-facts.ts";
import type { RequestReport } from "../../domain/change/change-report.ts";
import { isLive } from "../../domain/clock.ts";
import { personOf } from "../../domain/eligibility.ts";
import { type Finding, hasErrors, ranOutOfTime } from "../../domain/finding.ts";
import { type GrantView, groupsFor, viewOf } from "../../domain/grant-view.ts";
import type { Question, Request } from "../../domain/judge.ts";
import type { Login } from "../../domain/login.ts";
import type { AccessPath, Grant, Role, Rotation } from "../../domain/model.ts";
import { Patience } from "../../domain/patience.ts";
import { staticSecret } from "../../domain/rules/static-secret.ts";
import { suggest } from "../../domain/suggest.ts";
import { ticketLink } from "../../domain/ticket-link.ts";
import type { WrittenGrant } from "../../domain/wish.ts";
import type { PolicySource } from "../main/read-policies.ts";

/** How many refused requests of one change are told what would pass: finding that out takes judging many more. */
const SUGGESTED = 10;

/** By policies as they are. Where some are broken nothing is suggested: what would pass is not known. */
export const reportsBy = (
  { policies, unread }: PolicySource,
  question: Omit<Question, "added">,
): RequestReports => new RequestReports({ ...question, policies }, unread.size === 0);

/** All there is to say about judged requests, one after the other. */
export class RequestReports {
  readonly question: Omit<Question, "added">;
  readonly #groups = new Map<string, readonly ApproverSet[]>();
  readonly #patience = new Patience(SUGGESTED);
  #held: ReadonlyMap<Login, readonly Grant[]> | undefined;
  readonly #suggests: boolean;
  #suggested = 0;

  constructor(question: Omit<Question, "added">, suggests = true) {
    this.question = question;
    this.#suggests = suggests;
  }

  /** @param again the request as it would be asked now, where somebody wants to know what would pass instead */
  of(request: Request, findings: readonly Finding[], again = request): RequestReport {
    return new OneReport(this, request, findings, this.#suggestion(again, findings));
  }

  groupsFor(grant: Grant): readonly ApproverSet[] {
    const kind = `${grant.role} ${grant.break_glass}`;
    const known = this.#groups.get(kind) ?? groupsFor(grant, this.question.policies, this.question.now);
    this.#groups.set(kind, known);
    return known;
  }

  /** What a person has live, by who they are today. */
  heldBy(person: Login): readonly Grant[] {
    const { base, now, policies } = this.question;
    this.#held ??= Map.groupBy(
      base.filter((grant) => isLive(grant, now)),
      (grant) => personOf(grant.user, policies),
    );
    return this.#held.get(person) ?? [];
  }

  /** None for a grant that has landed: it cannot be asked for otherwise any more, only anew. */
  #suggestion(request: Request, findings: readonly Finding[]): WrittenGrant | undefined {
    if (!this.#suggests || request.grant.key !== undefined) return undefined;
    if (!hasErrors(findings) || this.#suggested >= SUGGESTED) return undefined;
    // To look again takes as long again.
    if (ranOutOfTime(findings)) return undefined;
    this.#suggested += 1;
    return suggest(request, { ...this.question, patience: this.#patience });
  }
}

/** One of them. What is told of it is put together when it is asked for: of ten thousand grants that are fine, little is. */
class OneReport implements RequestReport {
  readonly grant: Grant;
  readonly findings: readonly Finding[];
  readonly suggestion: WrittenGrant | undefined;
  readonly #all: RequestReports;
  readonly #request: Request;

  constructor(
    all: RequestReports,
    request: Request,
    findings: readonly Finding[],
    suggestion: WrittenGrant | undefined,
  ) {
    this.grant = request.grant;
    this.findings = findings;
    this.suggestion = suggestion;
    this.#all = all;
    this.#request = request;
  }

  get author(): Login {
    return this.#request.author ?? this.grant.user;
  }

  get role(): Role | undefined {
    return this.#all.question.policies.roles.get(this.grant.role);
  }

  get view(): GrantView {
    const { policies, now } = this.#all.question;
    return viewOf(this.grant, policies, now, { author: this.author, groups: this.groups });
  }

  get ticket_url(): string | undefined {
    return ticketLink(this.#all.question.policies.settings, this.grant.ticket);
  }

  get groups(): readonly ApproverSet[] {
    return this.#all.groupsFor(this.grant);
  }

  /** Nothing for a grant that is on main: it is one of those that are held. */
  get held(): readonly AccessPath[] {
    if (this.grant.key !== undefined) return [];
    const { policies } = this.#all.question;
    const extended = new Set(this.#request.chain?.map(({ key }) => key));
    return this.#all
      .heldBy(personOf(this.grant.user, policies))
      .filter((other) => !extended.has(other.key))
      .flatMap((other) => policies.roles.get(other.role)?.access ?? []);
  }

  get rotations(): readonly Rotation[] {
    const { rotations } = this.#all.question.policies;
    return (this.role?.rotate_after ?? []).flatMap((name) => rotations.get(name) ?? []);
  }

  get lasting(): readonly Finding[] {
    const { role } = this;
    return role === undefined ? [] : staticSecret(role, this.#all.question);
  }
}
