/** Reads a guide as its reader does: all that can be typed is typed, in order, and what it shows is compared. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Ran } from "../../../sandbox/acme.ts";
import type { Steps } from "../../support/terminal.ts";
import { commandsOf, Document, type Piece, type Typed } from "./documents.ts";
import { NOT_HERE, type NotHere } from "./not-here.ts";
import type { Town } from "./town.ts";

/** What stands in a guide, and what is there instead: of this sandbox, or of this day. */
type Instead = Readonly<Record<string, string | (() => string)>>;

/** What a guide leaves to its reader's good sense about one command. */
export interface Cue {
  /** What the command begins with. */
  readonly at: string;
  /** Who types it, where it is not the guide's reader. */
  readonly as?: string;
  readonly instead?: Instead;
  /** What happens before. */
  readonly first?: () => Promise<unknown>;
  /** What is typed at a terminal; without it nobody answers. */
  readonly types?: () => Steps;
  /** What happens while it runs. */
  readonly meanwhile?: () => Promise<unknown>;
  /** How it ends; 0 where nothing is said. */
  readonly exit?: number;
  readonly says?: string | RegExp;
  readonly next?: (ran: Ran) => Promise<unknown> | unknown;
}

export interface Manner {
  readonly as: string;
  readonly instead?: Instead;
  readonly cues?: readonly Cue[];
  /** By what a `text` block begins with that no command before it prints: what it has to be. */
  readonly shown?: Readonly<Record<string, () => string>>;
}

export class Reading {
  readonly #town: Town;
  readonly #guide: Document;
  readonly #manner: Manner;
  readonly #used = new Set<unknown>();
  readonly #scripts: string[] = [];
  /** By the commands of the block before. */
  #said = "";

  private constructor(town: Town, guide: string, manner: Manner) {
    this.#town = town;
    this.#guide = new Document(guide);
    this.#manner = manner;
  }

  /**
   * @returns what of the list of exceptions it passed over
   * @throws where a command ends otherwise than it should, a block is of no kind that is known, or `manner` speaks of
   *   what the guide does not have
   */
  static async of(guide: string, town: Town, manner: Manner): Promise<readonly NotHere[]> {
    const reading = new Reading(town, guide, manner);
    for (const piece of reading.#guide.pieces()) await reading.#piece(piece);
    for (const script of reading.#scripts)
      if (![...town.typed].some((one) => one.includes(`python3 ${script}`)))
        throw new Error(`${guide}: nobody runs ${script}`);
    const { cues = [], instead = {} } = manner;
    const idle = [...cues, ...Object.keys(instead)].filter((one) => !reading.#used.has(one));
    if (idle.length > 0)
      throw new Error(
        `${guide} has nothing like ${idle.map((one) => (typeof one === "string" ? one : one.at)).join(", ")}`,
      );
    return NOT_HERE.filter((one) => reading.#used.has(one));
  }

  async #piece(piece: Piece): Promise<void> {
    if (piece.language !== "sh" && this.#isNotHere(piece)) return;
    if (piece.kind === "span") await this.#sentence(piece);
    else await this.#block(piece);
  }

  async #block(block: Piece): Promise<void> {
    switch (block.language) {
      case "sh":
        this.#said = "";
        for (const command of commandsOf(block)) await this.#type(command);
        return;
      case "text":
        return this.#compare(block);
      case "python":
        return this.#save(block);
      case "sql":
        return this.#town.acme.postgres.run("orders", block.text);
      case "yaml":
        // docs.test.ts reads every one of them with the product's own schemas.
        return;
      default:
        throw new Error(
          `${this.#at(block)}: nobody knows how to try ${block.language || "a block of no language"}`,
        );
    }
  }

  /** A command in a sentence is typed where it is more than a name, and nobody has typed it yet. */
  async #sentence(span: Piece): Promise<void> {
    if (!PROGRAM.test(span.text) || NAME.test(span.text)) return;
    if (!this.#town.typed.has(this.#filled(span.text))) await this.#type(span);
  }

  async #type(command: Typed): Promise<void> {
    if (this.#isNotHere(command)) return;
    const cue = this.#manner.cues?.find((one) => !this.#used.has(one) && command.text.startsWith(one.at));
    if (cue) this.#used.add(cue);
    await cue?.first?.();
    const text = this.#filled(command.text, cue?.instead);
    const shell = await this.#town.shell(cue?.as ?? this.#manner.as);
    const running = cue?.types ? shell.runAtTerminal(text, cue.types()) : shell.run(text);
    const [ran] = await Promise.all([running, cue?.meanwhile?.()]);
    this.#town.typed.add(text);
    const said = `${ran.stdout}${ran.stderr}`;
    this.#said += said;
    const wrong = (what: string) => new Error(`${this.#at(command)}: ${text}\n${what}; it said\n${said}`);
    if (ran.code !== (cue?.exit ?? 0)) throw wrong(`ended with ${ran.code}`);
    if (cue?.says !== undefined && !new RegExp(cue.says).test(said)) throw wrong(`does not say ${cue.says}`);
    await cue?.next?.(ran);
  }

  /** Each line that the guide shows is one that was printed, in that order. */
  #compare(block: Piece): void {
    const shown = Object.entries(this.#manner.shown ?? {}).find(([begin]) => block.text.startsWith(begin));
    const real = (shown ? shown[1]() : this.#said).split("\n");
    let at = 0;
    for (const [index, line] of block.text.split("\n").entries()) {
      const like = pattern(line);
      const found = real.findIndex((one, number) => number >= at && like.test(one));
      if (found < 0)
        throw new Error(
          `${this.#guide.path}:${block.line + index}: nobody says\n${line}\nbut\n${real.join("\n")}`,
        );
      at = found + 1;
    }
  }

  /** A script is kept under the name by which the guide then runs it. */
  async #save(block: Piece): Promise<void> {
    const name = /python3 (\w+\.py)/.exec(this.#guide.text)?.[1];
    if (!name) throw new Error(`${this.#at(block)}: the guide never runs this script: python3 NAME.py`);
    this.#scripts.push(name);
    const { stdout } = await (await this.#town.shell(this.#manner.as)).run("pwd");
    await writeFile(path.join(stdout.trim(), name), `${block.text}\n`);
  }

  #isNotHere({ text }: Typed): boolean {
    const excuse = NOT_HERE.find(
      ({ guide, begins }) => guide === this.#guide.path && text.startsWith(begins),
    );
    if (excuse) this.#used.add(excuse);
    return excuse !== undefined;
  }

  #filled(text: string, own: Instead = {}): string {
    const all = { ...this.#manner.instead, ...own };
    return Object.entries(all).reduce((filled, [what, value]) => {
      if (!filled.includes(what)) return filled;
      this.#used.add(what);
      return filled.replaceAll(what, () => (typeof value === "string" ? value : value()));
    }, text);
  }

  #at = ({ line }: Typed): string => `${this.#guide.path}:${line}`;
}

const PROGRAM = /^(leasehold|git|npm|npx|vault|bao|python3|gh|zcat|export|source|alias) /;
/** Named in passing: `leasehold use`, `git log`, `npm run bench`. docs.test.ts asks that there is such a one. */
const NAME = /^(npm run )?\S+( \S+)?$/;

/** A line as it may be on another day: times, hashes and numbers are others, `…` is anything. */
function pattern(line: string): RegExp {
  const source = line.replaceAll(CHANGING, (found) => {
    const like = CHANGES.find(([one]) => new RegExp(`^${one}$`).test(found));
    return like?.[1] ?? literal(found);
  });
  return new RegExp(`^${source}$`);
}

/** What changes, and what it may be instead; the rest is as it stands. */
const CHANGES: readonly (readonly [string, string])[] = [
  // Left out, with what is cut short by it.
  [String.raw`\w*…`, ".*"],
  [String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`, String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ`],
  [String.raw`https?:\/\/[\w.:]+`, String.raw`https?:\/\/[\w.:]+`],
  [String.raw`\b[0-9a-f]{12}\b`, "[0-9a-f]{12}"],
  [String.raw`\b[0-9a-f]{8}\b`, "[0-9a-f]{8}"],
  // One record, two records.
  [String.raw`\b\d+ records?\b`, String.raw`\d+ records?`],
  [String.raw`\d+`, String.raw`\d+`],
];
const CHANGING = new RegExp(`${CHANGES.map(([one]) => one).join("|")}|[^]`, "g");
const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
