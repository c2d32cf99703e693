import { foldLogin, type Login } from "../../domain/login.ts";
import type { GitHubReads } from "../ports.ts";

/** Who may write to the repository, each person asked once in a run: the same few approve most of its pull requests. */
export class Writers {
  readonly #github: Pick<GitHubReads, "mayWrite">;
  readonly #known = new Map<Login, Promise<boolean>>();

  constructor(github: Pick<GitHubReads, "mayWrite">) {
    this.#github = github;
  }

  mayWrite(login: Login): Promise<boolean> {
    const person = foldLogin(login);
    const known = this.#known.get(person) ?? this.#github.mayWrite(person);
    this.#known.set(person, known);
    return known;
  }
}
