import type { Readable, Writable } from "node:stream";
import { confirm, isCancel, select, text } from "@clack/prompts";
import type { Prompts } from "../commands/ports.ts";

/** Questions by @clack/prompts, on standard error: standard output carries the answer. */
export function clackPrompts(input: Readable, output: Writable): Prompts {
  return {
    async choose(message, choices) {
      const options = choices.map(({ value, label, hint }) => ({
        value,
        label,
        ...(hint === undefined ? {} : { hint }),
      }));
      const answer = await select({ message, options, maxItems: 12, input, output });
      return isCancel(answer) ? undefined : answer;
    },
    async text(message, { placeholder, check } = {}) {
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
      const answer = await confirm({ message, input, output });
      return isCancel(answer) ? undefined : answer;
    },
  };
}
