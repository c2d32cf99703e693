import { EventStream, type Happening } from "./events.ts";
import type { Signature } from "./git/objects.ts";
import { RateLimits } from "./http/rate-limit.ts";
import { type Account, type App, fullName, type Repo, State } from "./state.ts";

/** Delays GitHub has between a change and its showing up elsewhere, as counts of requests that see nothing yet. */
export interface Lag {
  /** `GET /commits/{sha}/pulls` just after a merge. */
  commitPulls: number;
  /** `mergeable: null` of a pull request not looked at since it changed. */
  mergeable: number;
}

/** Everything the areas of the API share: state, clock, addresses, events. */
export class World {
  readonly state = new State();
  readonly events = new EventStream();
  readonly rates = new RateLimits();
  readonly lag: Lag = { commitPulls: 0, mergeable: 0 };
  /** The server's clock. */
  now: () => Date = () => new Date();
  /** Base of the API and of the pages, without a slash at the end. */
  url = "";

  api(path: string): string {
    return `${this.url}${path}`;
  }

  html(path: string): string {
    return `${this.url}${path}`;
  }

  repoApi(repo: Repo, path = ""): string {
    return `${this.url}/repos/${fullName(repo)}${path}`;
  }

  repoHtml(repo: Repo, path = ""): string {
    return `${this.url}/${fullName(repo)}${path}`;
  }

  /** Name, address and time a person's commits made by GitHub carry. */
  signature(account: Account): Signature {
    return {
      name: account.name ?? account.login,
      email: account.email ?? noreplyAddress(account),
      date: this.now(),
    };
  }

  /** The committer of everything GitHub commits itself. */
  webFlow(): Signature {
    return { name: "GitHub", email: "noreply@github.com", date: this.now() };
  }

  emit(happening: Happening): void {
    const { repo, sender } = happening;
    this.events.emit({
      id: this.state.nextId(),
      name: happening.name,
      action: happening.action,
      repo: { owner: repo.owner.login, name: repo.name, fullName: fullName(repo), id: repo.id },
      actor: sender.login,
      ref: happening.ref,
      sha: happening.sha,
      headRef: happening.headRef ?? "",
      baseRef: happening.baseRef ?? "",
      payload: happening.payload,
      starts: happening.starts,
      at: this.now(),
    });
  }

  addAccount(
    login: string,
    type: Account["type"],
    more: Partial<Pick<Account, "id" | "name" | "email">> = {},
  ): Account {
    const account: Account = {
      id: more.id ?? this.state.nextId(),
      login,
      type,
      name: more.name ?? null,
      email: more.email ?? null,
      siteAdmin: false,
      createdAt: this.now(),
    };
    this.state.accounts.set(login.toLowerCase(), account);
    return account;
  }

  addApp(slug: string, name: string, owner: Account, ids: { app?: number; bot?: number } = {}): App {
    const bot = this.addAccount(`${slug}[bot]`, "Bot", ids.bot === undefined ? {} : { id: ids.bot });
    const app: App = {
      id: ids.app ?? this.state.nextId(),
      slug,
      name,
      owner,
      bot,
      createdAt: this.now(),
      installation: this.state.nextId(),
      publicKey: undefined,
      permissions: { metadata: "read", contents: "write" },
      repos: undefined,
    };
    this.state.apps.push(app);
    return app;
  }
}

/** The address GitHub gives people who keep theirs to themselves, and all bots. */
export function noreplyAddress(account: Account): string {
  return `${account.id}+${account.login}@users.noreply.github.com`;
}

/** Who a commit's address belongs to, as GitHub finds out. */
export function accountOfAddress(state: State, address: string): Account | undefined {
  const email = address.toLowerCase();
  if (email === "noreply@github.com") return state.account("web-flow");
  const noreply = /^(?:(\d+)\+)?([^@]+)@users\.noreply\.github\.com$/.exec(email);
  if (noreply) {
    const [, id, login = ""] = noreply;
    const byId = [...state.accounts.values()].find((account) => String(account.id) === id);
    return id === undefined ? state.account(login) : byId;
  }
  return [...state.accounts.values()].find((account) => account.email?.toLowerCase() === email);
}
