import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from "yaml";
import type { TeamChange } from "../domain/current-members.ts";
import { sameLogin } from "../domain/login.ts";

/** A piece of the text to put another in place of. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** teams.yaml with some logins added and others taken out: all else, comments too, stays as it was written. */
export function changedTeams(text: string, changes: readonly TeamChange[]): string {
  const { contents } = parseDocument(text);
  const edits = changes.flatMap((change): Edit[] => {
    const list = isMap(contents) ? contents.get(change.team) : undefined;
    if (!isSeq(list) || !list.range) return [];
    return list.flow ? [flowEdit(text, list, change)] : blockEdits(text, list, change);
  });
  const last = [...edits].sort((a, b) => b.from - a.from || b.to - a.to);
  return last.reduce((all, { from, to, text: put }) => all.slice(0, from) + put + all.slice(to), text);
}

/** `[alice, bob]`, written anew from the items as they stand. */
function flowEdit(text: string, list: YAMLSeq, { add, remove }: TeamChange): Edit {
  const kept = list.items.filter((item) => !isOneOf(item, remove)).map((item) => sourceOf(text, item));
  const [from = 0, end = 0] = list.range ?? [];
  // A block's range has its last line end.
  const to = text.slice(from, end).trimEnd().length + from;
  return { from, to, text: `[${[...kept, ...add].join(", ")}]` };
}

/** Lines of `- alice`: those taken out go whole, new ones come below the last. */
function blockEdits(text: string, list: YAMLSeq, change: TeamChange): Edit[] {
  const { add, remove } = change;
  const lines = list.items.map((item) => lineOf(text, rangeOf(item)));
  const gone = list.items.flatMap((item, index) => (isOneOf(item, remove) ? (lines[index] ?? []) : []));
  const last = lines.at(-1);
  if (last === undefined) return [];
  if (gone.length === lines.length && add.length === 0) return [flowEdit(text, list, change)];
  const indent = /^\s*/.exec(text.slice(last.from))?.[0] ?? "";
  const below = text[last.to - 1] === "\n" ? "" : "\n";
  const added = add.map((login) => `${indent}- ${login}\n`).join("");
  return [
    ...gone.map((line) => ({ ...line, text: "" })),
    ...(added === "" ? [] : [{ from: last.to, to: last.to, text: `${below}${added}` }]),
  ];
}

const rangeOf = (item: unknown): readonly [number, number] => {
  const range = (item as { range?: readonly [number, number, number] | null }).range;
  return [range?.[0] ?? 0, range?.[1] ?? 0];
};

const sourceOf = (text: string, item: unknown): string => text.slice(...rangeOf(item));

/** The whole lines that an item stands on. */
function lineOf(text: string, [from, to]: readonly [number, number]): { from: number; to: number } {
  const end = text.indexOf("\n", Math.max(from, to - 1));
  return { from: text.lastIndexOf("\n", from) + 1, to: end === -1 ? text.length : end + 1 };
}

const isOneOf = (item: unknown, logins: readonly string[]): boolean =>
  isScalar(item) && logins.some((login) => sameLogin(login, String(item.value)));
