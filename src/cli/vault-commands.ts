import { rotate } from "../commands/rotate.ts";
import { rotationsOfMain } from "../commands/rotation/rotations-of-main.ts";
import { printSetup, type SetupRefusal, type SetupRequest, setup, setupExitCode } from "../commands/setup.ts";
import { Stop } from "../commands/stop.ts";
import { findingsText } from "../render/findings.ts";
import { troubleText } from "../render/run.ts";
import { setupText } from "../render/setup.ts";
import { type Context, json } from "./context.ts";
import { finish } from "./finish.ts";
import type { Register } from "./register.ts";

interface SetupOptions {
  readonly plan?: boolean;
  readonly print?: boolean;
  readonly guard?: boolean;
}

/** The commands about Vault's own side: setup, rotate. */
export const registerVaultCommands: Register = (program, action) => {
  program
    .command("setup")
    .summary("bring Vault in line with policies/")
    .description(
      "Computes everything Leasehold has in Vault from policies/ at HEAD, shows the difference, and writes it with your VAULT_TOKEN. Roles in use by live grants are kept as they are.",
    )
    .option("--plan", "show the difference, write nothing; exit 1 where there is one")
    .option("--print", "print it as JSON, for those who keep Vault in Terraform; asks no Vault")
    .option("--guard", "write the database guard too (docs/vault-setup.md)")
    .addHelpText("after", "\nExamples:\n  leasehold setup --plan\n  VAULT_TOKEN=… leasehold setup")
    .action(
      action(async (context, options: SetupOptions) => {
        const { world } = context;
        const slug = await world.slug().catch(() => undefined);
        const repositoryId = await world.repositoryId();
        const request: SetupRequest = {
          ...(options.plan ? { plan: true } : {}),
          ...(options.guard ? { guard: true } : {}),
          ...(slug === undefined ? {} : { slug }),
          ...(repositoryId === undefined ? {} : { repositoryId }),
        };
        return options.print ? print(context, request) : write(context, request);
      }),
    );

  program
    .command("rotate")
    .summary("rotate one credential, or all that are due")
    .description("Rotates what ended grants owe and what is due by its age. With a name, that one now.")
    .argument("[name]", "a rotation: the name of its file in policies/rotations")
    .option("--due", "with a name: only if it is due")
    .addHelpText("after", "\nExamples:\n  leasehold rotate\n  leasehold rotate orders-app")
    .action(
      action(async (context, name: string | undefined, options: { due?: boolean }) => {
        const { world, reporter } = context;
        const repository = await world.repository();
        const rotations = await rotationsOfMain(repository, await world.branch());
        const result = await rotate(await world.ports.rotate(reporter), rotations, {
          ...(name === undefined ? {} : { name }),
          ...(options.due ? { due: true } : {}),
        });
        for (const one of result.rotated)
          context.out(`${context.paint("green", "rotated")}  ${one.name}  (${one.why})\n`);
        if (result.rotated.length === 0) context.out("Nothing was due.\n");
        return finish(context, result, result.findings);
      }),
    );
};

async function write(context: Context, request: SetupRequest): Promise<number> {
  const { world, reporter } = context;
  const vault = await world.vault.asAdministrator();
  const ports = {
    administrator: vault.administrator,
    vault: vault.reads,
    repository: await world.repository(),
    reporter,
    show: (changes: Parameters<typeof setupText>[0]) => context.out(setupText(changes, context.paint)),
  };
  const result = await setup(ports, request);
  if (!("changes" in result)) return refuse(context, result);
  // What is written was shown before.
  if (result.kind === "planned") context.out(setupText(result.changes, context.paint));
  if (result.kind === "written" && result.changes.length > 0 && result.troubles.length === 0)
    context.out("Written.\n");
  for (const note of result.notes) context.out(`\n${context.paint("bold", "Next:")} ${note}\n`);
  context.say(findingsText(result.findings, context.sayPaint));
  context.say(troubleText(result.troubles, context.sayPaint));
  return setupExitCode(result);
}

async function print(context: Context, request: SetupRequest): Promise<number> {
  const printed = await printSetup(await context.world.repository(), request, context.world.clock.now());
  if (printed.kind !== "print") return refuse(context, printed);
  json(context, printed.setup);
  return 0;
}

function refuse(context: Context, refusal: SetupRefusal): never {
  if (refusal.kind === "policies") context.say(findingsText(refusal.findings, context.sayPaint));
  const { message, hint } = wordsOf(refusal);
  throw new Stop(2, message, hint);
}

function wordsOf(refusal: SetupRefusal): { readonly message: string; readonly hint: string } {
  switch (refusal.kind) {
    case "missing":
      return {
        message: `missing: ${refusal.missing.join(" and ")}`,
        hint: "Set what is missing and run setup again.",
      };
    case "policies":
      return {
        message: "policies/ are broken: nothing is written",
        hint: "leasehold check says what to write instead.",
      };
    case "uncommitted":
      return {
        message: `not committed: ${refusal.paths.join(", ")}`,
        hint: "setup records the commit that you looked at: commit or put away what changed, and run it again.",
      };
    case "unmerged":
      return {
        message: `HEAD (${refusal.head.slice(0, 12)}) is not on ${refusal.branch} as origin has it`,
        hint: `setup writes what was reviewed: git switch ${refusal.branch} && git pull.`,
      };
  }
}
