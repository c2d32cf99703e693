import { runGit } from "../github/git/process.ts";
import type { Job } from "./job.ts";

/** What the `with:` of actions/checkout asks for, as far as we use it. */
export interface CheckoutWish {
  /** 0: all branches with their history. */
  readonly depth: number;
}

/** @throws where the step asks for something that this one does not do */
export function checkoutWish(given: Readonly<Record<string, unknown>>): CheckoutWish {
  const unknown = Object.keys(given).filter((key) => !["fetch-depth", "persist-credentials"].includes(key));
  if (unknown.length > 0) throw new Error(`the sandbox's checkout does not know ${unknown.join(", ")}`);
  if (String(given["persist-credentials"]) !== "false")
    throw new Error("the sandbox's checkout leaves no credentials behind: say persist-credentials: false");
  return { depth: Number(given["fetch-depth"] ?? 1) };
}

/**
 * What actions/checkout leaves in an empty folder: the commit of the event, `origin` without a password, and with depth
 * 0 all branches. It fetches over HTTP with the job's token, as the real one does.
 */
export async function checkOut(job: Job, folder: string, { depth }: CheckoutWish): Promise<void> {
  const { event, addresses, token } = job;
  const url = `${addresses.server}/${event.repo.fullName}`;
  const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
  const env = {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${url}.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
  const git = (...args: string[]) => runGit(folder, args, { env });
  await git("init", "--quiet", "--initial-branch=main", ".");
  await git("remote", "add", "origin", url);
  const branch = /^refs\/heads\/(.+)$/.exec(event.ref)?.[1];
  const kept = event.ref.replace(/^refs\/(heads|pull|tags)\//, (_, kind: string) =>
    kind === "heads" ? "refs/remotes/origin/" : kind === "pull" ? "refs/remotes/pull/" : "refs/tags/",
  );
  const quiet = ["fetch", "--quiet", "--no-recurse-submodules"];
  if (depth === 0) {
    await git(...quiet, "origin", "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*");
    await git(...quiet, "origin", `+${event.sha}:${kept}`);
  } else {
    await git(...quiet, "--no-tags", `--depth=${depth}`, "origin", `+${event.sha}:${kept}`);
  }
  const where = branch === undefined ? [event.sha] : ["-B", branch, event.sha];
  await git("-c", "advice.detachedHead=false", "checkout", "--quiet", "--force", ...where);
}
