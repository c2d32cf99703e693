import type { Readable, Writable } from "node:stream";
import { confirm, isCancel, select, text } from "@clack/prompts";
import type { Prompts } from "../commands/ports.ts";

/**
 * Questions by @clack/prompts, on standard error: standard output carries the answer.
 *
 * @param before is called before each question: what moves in the terminal must stand still
 */
export function clackPrompts(input: Readable, output: Writable, before: () => void): Prompts {
  return {
    async choose(message, choices) {
      before();
      const options = choices.map(({ value, label, hint }) => ({
        value,
        label,
        ...(hint === undefined ? {} : { hint }),
      }));
      const answer = await select({ message, options, maxItems: 12, input, output });
      return isCancel(answer) ? undefined : answer;
    },
    async text(message, { placeholder, check } = {}) {
      before();
      const answer = await text({
        message,
        ...(placeholder === undefined ? {} : { placeholder }),
        ...(check === undefined ? {} : { validate: (value) => check(value?.trim() ?? "") }),
        input,
        output,
      });
      return isCancel(answer) ? undefined : (answer ?? "").trim();
    },
    async confirm(message) {
      before();
      const answer = await confirm({ message, input, output });
      return isCancel(answer) ? undefined : answer;
    },
  };
}
