/** The product run in this very process, with an environment of its own: many times as quick as a process for each. */
import { tmpdir } from "node:os";
import { PassThrough } from "node:stream";
import { leasehold } from "../../src/cli/program.ts";
import type { Surroundings } from "../../src/compose/surroundings.ts";
import { World } from "../../src/compose.ts";
import type { Ran } from "../acme.ts";

export interface Place {
  /** The clone to work in. */
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until GitHub's silence is taken for an answer. */
  readonly github_timeout?: number | undefined;
}

/** Runs `leasehold …` to its end. */
export async function leaseholdHere(args: readonly string[], place: Place): Promise<Ran> {
  const [stdout, stderr] = [new Output(), new Output()];
  const code = await leasehold(args, surroundings(place, stdout, stderr));
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** The product's own composition, for what has no command of the command line. */
export const worldHere = (place: Place): World => new World(surroundings(place, new Output(), new Output()));

class Output extends PassThrough {
  text = "";

  constructor() {
    super();
    this.setEncoding("utf8").on("data", (text: string) => {
      this.text += text;
    });
  }
}

function surroundings({ dir, env, github_timeout }: Place, stdout: Output, stderr: Output): Surroundings {
  // A job has no terminal; what asks for one finds none.
  const stream = (output: Output) => output as unknown as NodeJS.WriteStream;
  return {
    env,
    dir,
    home: env.HOME ?? tmpdir(),
    temporary_dir: tmpdir(),
    // Nor a keyboard: nothing is ever typed.
    stdin: new PassThrough() as unknown as NodeJS.ReadStream,
    stdout: stream(stdout),
    stderr: stream(stderr),
    // What GitHub's limits ask for is shown where they are (test/integration/github).
    github_second: 20,
    ...(github_timeout === undefined ? {} : { github_timeout }),
    mask: () => undefined,
  };
}
