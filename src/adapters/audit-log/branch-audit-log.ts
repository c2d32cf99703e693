import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { OutsideError } from "../../commands/outside-error.ts";
import type {
  AuditLogFiles,
  AuditLogReads,
  AuditLogWrites,
  LogDay,
  LoggedEvent,
} from "../../commands/ports.ts";
import {
  checkChain,
  dayFile,
  dayOf,
  filesFor,
  GENESIS,
  isToCome,
  lineHash,
  lineOf,
  parseLine,
} from "../../domain/audit/chain.ts";
import type { LeaseholdEvent } from "../../domain/audit/events.ts";
import type { Finding } from "../../domain/finding.ts";
import { type Instant, instant, later } from "../../domain/units.ts";
import type { GitProcess } from "../git/git-process.ts";
import { type DayBlob, LogBranch } from "./log-branch.ts";
import { LogDays } from "./log-days.ts";

export interface AuditLogSettings {
  readonly git: GitProcess;
  /** `leasehold-audit`. */
  readonly branch: string;
  /** The repository by id, see domain/chain `repositorySource`. */
  readonly source?: string;
  /** Reading goes on with what the clone saw last where origin cannot be reached. Never for what decides. */
  readonly orKnown?: boolean;
  /** What day it is; absent: this machine's clock. */
  readonly now?: () => Instant;
  /** Waits so many milliseconds between tries; absent: real time. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** From 0 to below 1: spreads the tries of runs that collided. */
  readonly random?: () => number;
}

/** Of n runs that write at once, each round lets one through: enough for 50 of them. */
const TRIES = 60;
const LONGEST_WAIT = 2_000;

/**
 * The audit log on its branch (formats.md, "Events").
 *
 * An event's id never stands twice, however late it is written again: the ids of the whole log are looked at, and a
 * day's file is read once per process (by the id of its blob), not once per append.
 */
export class BranchAuditLog implements AuditLogReads, AuditLogWrites, AuditLogFiles {
  readonly #settings: AuditLogSettings;
  readonly #branch: LogBranch;
  readonly #days: LogDays;
  /** Two runs that tell the same in the same second would else make the same commit, and both take it for theirs. */
  readonly #run = randomUUID();
  /** Where the branch stood when this process last fetched or pushed it; its tip is absent where there was no branch. */
  #stood: { readonly tip: string | undefined } | undefined;

  constructor(settings: AuditLogSettings) {
    this.#settings = settings;
    this.#branch = new LogBranch(settings.git, settings.branch);
    this.#days = new LogDays(settings.git);
  }

  /** The repository by id, as every event says; undefined where it is not known now: then nothing is written. */
  get source(): string | undefined {
    return this.#settings.source;
  }

  /** A line that cannot be read is an error here, not a gap: what it said may have been that a key was issued. */
  events(since?: Instant): Promise<LoggedEvent[]> {
    return this.#reporting(async () => {
      const from = since === undefined ? "" : dayFile(since);
      const found = await this.#branch.days(await this.#tip());
      const days = dayFiles(found, this.#now()).filter((day) => day.file >= from);
      const events: LoggedEvent[] = [];
      for await (const { file, text } of this.#days.texts(days)) {
        for (const [index, line] of text.split("\n").entries()) {
          if (line !== "") events.push(loggedEvent(line, `${file}:${index + 1}`));
        }
      }
      return events;
    });
  }

  verify(
    anchors?: ReadonlyMap<number, string>,
  ): Promise<{ count: number; head: string; findings: Finding[] }> {
    return this.#reporting(async () => {
      const days = await this.#branch.days(await this.#tip());
      const texts: { readonly file: string; readonly text: string }[] = [];
      for await (const day of this.#days.texts(days)) texts.push(day);
      const { count, head, findings } = checkChain(texts, this.#now(), anchors);
      return { count, head, findings: [...findings] };
    });
  }

  /** Undefined where there is no branch yet. */
  daysThatTell(wanted: (event: LoggedEvent) => boolean) {
    return this.#reporting(async () => {
      const commit = await this.#tip();
      if (commit === undefined) return undefined;
      const days: LogDay[] = [];
      const found = dayFiles(await this.#branch.days(commit), this.#now());
      for await (const { file, text } of this.#days.texts(found)) {
        const told = text.split("\n").flatMap((text, index) => {
          if (text === "") return [];
          const event = loggedEvent(text, `${file}:${index + 1}`);
          return wanted(event) ? [{ line: index + 1, event }] : [];
        });
        if (told.length > 0) days.push({ file, text, told });
      }
      return { commit, days };
    });
  }

  /**
   * Goes on from where this process knows the branch to stand, which the push makes sure of. Retries only where another
   * run was faster; what it wrote is read first, so nothing is lost or doubled.
   */
  append(events: readonly LeaseholdEvent[]): Promise<{ count: number; head: string; added: number }> {
    return this.#reporting(async () => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await this.#appendOnce(events);
        } catch (error) {
          if (!(error instanceof OutsideError) || error.code !== "conflict" || tries >= TRIES) throw error;
          await this.#pause(tries);
        }
      }
    });
  }

  async #appendOnce(events: readonly LeaseholdEvent[]) {
    const { tip } = this.#stood ?? { tip: await this.#fetch() };
    // Until the push went through nothing is known.
    this.#stood = undefined;
    const now = events.reduce((latest, { time }) => later(latest, time), this.#now());
    const days = dayFiles(await this.#branch.days(tip), now);
    const summaries = await this.#days.summaries(days);
    const known = new Set<string>();
    const fresh = events.filter(({ id }) => {
      if (known.has(id) || summaries.some(({ ids }) => ids.has(id))) return false;
      known.add(id);
      return true;
    });
    const before = summaries.reduce((sum, { lines }) => sum + lines, 0);
    const head = summaries.findLast(({ lines }) => lines > 0)?.head ?? GENESIS;
    const newest = fresh.at(-1);
    if (newest === undefined) {
      this.#stood = { tip };
      return { count: before, head, added: 0 };
    }

    const { files, head: newHead } = await this.#lines(fresh, days, head);
    const trailers = [
      `Leasehold-Count: ${before + fresh.length}`,
      `Leasehold-Head: ${newHead}`,
      `Leasehold-Run: ${this.#run}`,
    ];
    const message = `${subjectOf(fresh)}\n\n${trailers.join("\n")}\n`;
    const pushed = await this.#branch.push(tip, files, message, newest.time);
    this.#stood = { tip: pushed };
    for (const bytes of files.values()) this.#days.wrote(bytes, pushed);
    return { count: before + fresh.length, head: newHead, added: fresh.length };
  }

  /** The whole new content of each file that gets lines. */
  async #lines(events: readonly LeaseholdEvent[], days: readonly DayBlob[], head: string) {
    const last = days.at(-1);
    const old = last && (await this.#days.bytes(last));
    const files = new Map<string, string[]>();
    let previous = head;
    const places = filesFor(
      events.map((event) => event.time),
      last?.file,
    );
    for (const [index, event] of events.entries()) {
      const line = lineOf(event, this.#known(), previous);
      const file = places[index] ?? dayFile(event.time);
      const lines = files.get(file) ?? [];
      lines.push(line);
      files.set(file, lines);
      previous = lineHash(line);
    }
    const contents = [...files].map(([file, lines]) => {
      const start = file === last?.file && old ? ended(old) : Buffer.alloc(0);
      return [file, Buffer.concat([start, Buffer.from(`${lines.join("\n")}\n`)])] as const;
    });
    return { files: new Map(contents), head: previous };
  }

  #known(): string {
    const { source } = this.#settings;
    if (source !== undefined) return source;
    const message =
      "which repository this is, is not known: GITHUB_REPOSITORY_ID is not set, and GitHub does not say";
    throw new OutsideError("audit-log", "unreachable", message, {
      hint: "Write github.repository_id into policies/leasehold.yaml: then nobody has to be asked.",
    });
  }

  /** Of what is read; what is appended to is always what origin has. */
  #tip(): Promise<string | undefined> {
    return this.#settings.orKnown ? this.#branch.fetchOrKnown() : this.#fetch();
  }

  async #fetch(): Promise<string | undefined> {
    const tip = await this.#branch.fetch();
    this.#stood = { tip };
    return tip;
  }

  #now(): Instant {
    const { now = () => instant(Math.floor(Date.now() / 1_000)) } = this.#settings;
    return now();
  }

  async #pause(tries: number): Promise<void> {
    const { wait = sleep, random = Math.random } = this.#settings;
    const longest = Math.min(LONGEST_WAIT, 50 * 2 ** Math.min(tries, 10));
    await wait(Math.ceil(random() * longest));
  }

  async #reporting<Result>(run: () => Promise<Result>): Promise<Result> {
    try {
      return await run();
    } catch (cause) {
      if (!(cause instanceof OutsideError) || cause.system === "audit-log") throw cause;
      const message = `audit log on branch ${this.#settings.branch}: ${cause.message}`;
      throw new OutsideError("audit-log", cause.code, message, {
        cause,
        ...(cause.hint === undefined ? {} : { hint: cause.hint }),
      });
    }
  }
}

function loggedEvent(line: string, place: string): LoggedEvent {
  const event = parseLine(line);
  if (typeof event === "string") {
    throw new OutsideError("audit-log", "broken", `audit log: ${place}: the line ${event}`, {
      hint: "Run leasehold audit; restore the branch from a clone whose chain is whole.",
    });
  }
  const { id, type, subject, time, data } = event;
  return { id, type, subject, time, data };
}

/** Anything else under `events/`, and days to come, are no part of the chain; `verify` reports them. */
const dayFiles = (found: readonly DayBlob[], now: Instant): DayBlob[] =>
  found.filter(({ file }) => dayOf(file) !== undefined && !isToCome(file, now));

/** A line that was cut is ended first: the next one must not be glued to it. */
const ended = (bytes: Buffer): Buffer =>
  bytes.length === 0 || bytes.at(-1) === 0x0a ? bytes : Buffer.concat([bytes, Buffer.from("\n")]);

const subjectOf = (events: readonly LeaseholdEvent[]): string =>
  events.length === 1 ? `${events[0]?.type} ${events[0]?.subject}` : `${events.length} events`;
