/** Acme with its pages: what `npm run sandbox` shows, and the demo where it is kept. */
import { Octokit } from "@octokit/rest";
import type { Acme } from "../acme.ts";
import { dashboardIn } from "./dashboard-view.ts";
import { pulse } from "./layout.ts";
import { ReadersClone } from "./readers-clone.ts";
import { residentsOf } from "./residents.ts";
import { sitePages } from "./site.ts";
import type { Stage } from "./stage.ts";
import { statusIn } from "./status-view.ts";
import { openTerminals } from "./terminals.ts";

export interface AcmePages extends AsyncDisposable {
  readonly stage: Stage;
  /** Where to look. */
  readonly address: string;
}

/** Hangs the pages on Acme's GitHub; disposing takes them off again. */
export async function openPages(acme: Acme): Promise<AcmePages> {
  const people = residentsOf(acme, () => "").map(({ login }) => login);
  const residents = residentsOf(acme, await openTerminals(acme, people));
  const reader = new ReadersClone(acme, "olivia");
  const stage: Stage = {
    github: acme.github,
    slug: acme.slug,
    residents,
    runner: acme.runner,
    atWork: new Set(),
    auditBranch: "leasehold-audit",
    status: statusIn(reader),
    dashboard: dashboardIn(reader, () => pulse(stage), {
      VAULT_TOKEN: acme.bao.rootToken,
      GITHUB_SERVER_URL: acme.github.url,
    }),
    octokit: buttonsOf(acme),
    parts: [
      { name: "OpenBao", address: acme.bao.address, login: `root token ${acme.bao.rootToken}` },
      { name: "Postgres", address: acme.postgres.url("orders") },
      { name: "GitHub's API", address: acme.github.url },
      { name: "Git", address: acme.github.gitUrl("acme", "access"), login: "any token as the password" },
    ],
  };
  acme.github.pages = sitePages(stage);
  return {
    stage,
    address: `${acme.github.url}/${acme.slug}`,
    [Symbol.asyncDispose]: async () => {
      acme.github.pages = undefined;
      await Promise.all([reader.idle(), ...stage.atWork]);
    },
  };
}

/** Clients that say nothing on the terminal where GitHub refuses: the page tells it. */
function buttonsOf({ github }: Acme): Stage["octokit"] {
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const clients = new Map<string, Octokit>();
  return (login) => {
    const client =
      clients.get(login) ?? new Octokit({ baseUrl: github.url, auth: github.tokenFor(login), log });
    clients.set(login, client);
    return client;
  };
}
