import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { outsideCode } from "../../support/markdown.ts";

/** The top of this repository, with a slash at the end. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export interface CodeBlock {
  /** `sh`, `yaml`, `python`; empty where the fence names none. */
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** A block, or code in a sentence. */
export interface Piece extends CodeBlock {
  readonly kind: "block" | "span";
}

/** A line of a shell, with those it goes on in. */
export interface Typed {
  readonly text: string;
  readonly line: number;
}

/** Commands of a block as a shell takes them: continued lines together, comments left out. */
export function commandsOf({ text, line }: CodeBlock): Typed[] {
  const found: Typed[] = [];
  let open: Typed | undefined;
  for (const [index, one] of text.split("\n").entries()) {
    const whole: Typed = { text: open ? `${open.text}\n${one}` : one, line: open?.line ?? line + index };
    open = /\\$/.test(one) ? whole : undefined;
    if (!open && !/^\s*(#|$)/.test(whole.text)) found.push(whole);
  }
  return found;
}

/** A Markdown file of the project. */
export class Document {
  /** From the top of the repository. */
  readonly path: string;
  readonly text: string;

  constructor(path: string) {
    this.path = path;
    this.text = readFileSync(`${ROOT}${path}`, "utf8");
  }

  /** Fenced code, also where a list indents it. */
  blocks(): CodeBlock[] {
    const blocks: CodeBlock[] = [];
    let open: { language: string; indent: string; line: number; lines: string[] } | undefined;
    for (const [index, line] of this.text.split("\n").entries()) {
      const fence = /^(\s*)```(\w*)\s*$/.exec(line);
      if (open && fence) {
        blocks.push({ language: open.language, text: open.lines.join("\n"), line: open.line });
        open = undefined;
      } else if (open) open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
      else if (fence) open = { language: fence[2] ?? "", indent: fence[1] ?? "", line: index + 2, lines: [] };
    }
    return blocks;
  }

  /** All code of it, in the order of reading. */
  pieces(): Piece[] {
    const blocks = this.blocks();
    const inside = (line: number) =>
      blocks.some((block) => line >= block.line - 1 && line <= block.line + block.text.split("\n").length);
    const spans = this.text.split("\n").flatMap((text, index) =>
      inside(index + 1)
        ? []
        : [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => ({
            kind: "span" as const,
            language: "",
            text: code ?? "",
            line: index + 1,
          })),
    );
    const all: Piece[] = [...blocks.map((block) => ({ kind: "block" as const, ...block })), ...spans];
    return all.sort((a, b) => a.line - b.line);
  }

  /** Code within lines, without its backticks. */
  spans(): string[] {
    const prose = this.text.replaceAll(/^\s*```[\s\S]*?^\s*```\s*$/gm, "");
    return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? "");
  }

  /** Targets of links and pictures. */
  links(): string[] {
    return [...outsideCode(this.text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? "");
  }

  /** What GitHub calls its headings in addresses. */
  anchors(): Set<string> {
    const headings = [...this.text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading ?? "");
    return new Set(
      headings.map((heading) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
          .replaceAll(" ", "-"),
      ),
    );
  }

  /** Rows of the table that begins with this heading row's first cell, as cells. */
  table(firstCell: string): string[][] {
    const lines = this.text.split("\n");
    const begin = lines.findIndex((line) => line.startsWith(`| ${firstCell} |`));
    const rows: string[][] = [];
    for (const line of lines.slice(begin + 2)) {
      if (begin < 0 || !line.startsWith("|")) break;
      rows.push(
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    }
    return rows;
  }
}

/** Every Markdown file of the project that people read. */
export function documents(): Document[] {
  const listed = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"],
    {
      cwd: ROOT,
      encoding: "utf8",
    },
  );
  const paths = listed
    .split("\0")
    .filter((path) => path !== "" && !/(^|\/)(snapshots|fixtures)\//.test(path));
  return [...new Set(paths)].sort().map((path) => new Document(path));
}

/** Words of a command line as a shell would split it, up to what comes after the command. */
export function words(line: string): string[] {
  const found: string[] = [];
  for (const [, double, single, plain] of line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)) {
    if (["#", "|", "&&", "<", ">"].includes(plain ?? "")) break;
    found.push(double ?? single ?? plain ?? "");
  }
  return found;
}
