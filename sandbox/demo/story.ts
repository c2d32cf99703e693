import { styleText } from "node:util";

/** What a step found when it did not find what it should have. */
export class StoryFailed extends Error {}

/** Tells the demo step by step on standard output: each line with the seconds since the start. */
export class Story {
  readonly #started = performance.now();
  readonly #colour = process.stdout.isTTY === true && !process.env.NO_COLOR;
  #step = 0;

  /** Begins a step. */
  step(title: string): void {
    this.#step += 1;
    this.#print(`\n${this.#clock()} ${this.#paint("bold", `${this.#step}. ${title}`)}`);
  }

  /** Something that happened. */
  tell(line: string): void {
    this.#print(`${this.#clock()}    ${line}`);
  }

  /** What a person typed. */
  typed(who: string, command: string): void {
    this.#print(`${this.#clock()}    ${this.#paint("cyan", `${who} $`)} ${command}`);
  }

  /** What a program or GitHub answered, indented and dimmed; long answers are cut in the middle. */
  shown(text: string, most = 40): void {
    const lines = text.trimEnd().split("\n");
    const cut =
      lines.length > most
        ? [...lines.slice(0, most - 3), `… ${lines.length - most + 4} lines more …`, lines.at(-1) ?? ""]
        : lines;
    for (const line of cut) this.#print(`${" ".repeat(8)}    ${this.#paint("dim", "│")} ${line}`);
  }

  /** A promise that was looked at: the story ends where it does not hold. */
  holds(what: string, held: boolean, found?: unknown): asserts held {
    if (held) {
      this.#print(`${this.#clock()}    ${this.#paint("green", "✓")} ${what}`);
      return;
    }
    this.#print(`${this.#clock()}    ${this.#paint("red", "✗")} ${what}`);
    if (found !== undefined) this.shown(typeof found === "string" ? found : JSON.stringify(found, null, 2));
    throw new StoryFailed(what);
  }

  /** A measured time. */
  measured(what: string, milliseconds: number): void {
    this.#print(
      `${this.#clock()}    ${this.#paint("yellow", "⏱")} ${what}: ${this.#paint("bold", `${Math.round(milliseconds)} ms`)}`,
    );
  }

  end(): void {
    this.#print(`\n${this.#clock()} ${this.#paint("green", "Every step did what it should.")}`);
  }

  #clock(): string {
    return this.#paint("dim", `${((performance.now() - this.#started) / 1000).toFixed(1).padStart(6)} s`);
  }

  #paint(style: "bold" | "dim" | "cyan" | "green" | "red" | "yellow", text: string): string {
    return this.#colour ? styleText(style, text, { validateStream: false }) : text;
  }

  #print(line: string): void {
    process.stdout.write(`${line}\n`);
  }
}
