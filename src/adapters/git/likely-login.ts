import { LOGIN, type Login } from "../../domain/login.ts";
import type { GitProcess } from "./git-process.ts";

const NOREPLY = /^(?:\d+\+)?([^@+]+)@users\.noreply\./;

/**
 * Who the person at this clone probably is on GitHub, by Git's own settings: `github.user`, else GitHub's noreply
 * address, else what stands before the @. Good enough to sort by, and for nothing that decides.
 */
export async function likelyLogin(git: GitProcess): Promise<Login | undefined> {
  const of = async (name: string) => (await git.answer(["config", "--get", name], { unless: [1] }))?.trim();
  const email = (await of("user.email")) ?? "";
  const login = (await of("github.user")) ?? NOREPLY.exec(email)?.[1] ?? email.split("@", 1)[0];
  return login !== undefined && LOGIN.test(login) ? login : undefined;
}
