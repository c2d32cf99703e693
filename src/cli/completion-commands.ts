import { Argument } from "commander";
import { type Candidate, candidates } from "./completion/candidates.ts";
import { repositoryOffers } from "./completion/offers.ts";
import { ASK, completionScript, SHELLS, type Shell } from "./completion/scripts.ts";
import { contextFor } from "./context.ts";
import type { Register } from "./register.ts";

/** Completion in shells: the script they read, and the hidden command that it asks. */
export const registerCompletionCommands: Register = (program, action) => {
  program
    .command("completion")
    .summary("completion for bash, zsh and fish")
    .description(
      "Prints a script that completes commands, options, roles of policies/ and keys of your grants when you press Tab.",
    )
    .addArgument(new Argument("<shell>", "your shell").choices(SHELLS))
    .addHelpText(
      "after",
      `
Examples:
  source <(leasehold completion bash)       # in ~/.bashrc
  source <(leasehold completion zsh)        # in ~/.zshrc, after compinit
  leasehold completion fish > ~/.config/fish/completions/leasehold.fish`,
    )
    .action(
      action(async (context, shell: Shell) => {
        context.out(completionScript(shell));
        return 0;
      }),
    );

  program
    .command(ASK, { hidden: true })
    .argument("[words...]")
    .passThroughOptions()
    .action(
      action(async (context, words: string[]) => {
        const typed = words[0] === "--" ? words.slice(1) : words;
        const named = typed[typed.indexOf("-C") + 1];
        const dir = typed.includes("-C") && named !== undefined ? named : undefined;
        const there = dir === undefined ? context : contextFor({ ...context.around, dir });
        const found = await candidates(program, typed, repositoryOffers(there.world));
        context.out(found.map(lineOf).join(""));
        return 0;
      }),
    );
};

const lineOf = ({ word, about }: Candidate): string =>
  about === undefined ? `${word}\n` : `${word}\t${about.replaceAll(/\s+/g, " ")}\n`;
