/** The sandbox's pages for people, beside the API and Git of its GitHub. */
import { readFileSync } from "node:fs";
import type { Pages } from "../github/http/app.ts";
import { auditPage } from "./audit-page.ts";
import { branchesPage } from "./branches-page.ts";
import { commitPage, commitsPage } from "./commit-pages.ts";
import { type Deed, deeds } from "./deeds.ts";
import { filePage } from "./file-pages.ts";
import { homePage } from "./home-page.ts";
import { issuePage, issuesPage } from "./issue-pages.ts";
import { frame, pulse } from "./layout.ts";
import { missingPage } from "./missing-page.ts";
import { peoplePage } from "./people-page.ts";
import { pullPage, pullsPage } from "./pull-pages.ts";
import { runPage, runsPage } from "./run-pages.ts";
import { Sayings } from "./sayings.ts";
import type { Page, Stage, View } from "./stage.ts";
import { statusPage } from "./status-page.ts";

type Show = (view: View, ...parts: string[]) => Promise<Page | undefined> | Page | undefined;

/** Pages by the path after `/owner/name`; what is in brackets goes to the page. */
const PAGES: readonly (readonly [RegExp, Show])[] = [
  [/^$/, homePage],
  [/^\/(?:tree|blob)\/(.+)$/, filePage],
  [/^\/commits\/(.+)$/, commitsPage],
  [/^\/commit\/([0-9a-f]{4,40})$/, commitPage],
  [/^\/pulls$/, pullsPage],
  [/^\/pull\/(\d+)(?:\/(commits|checks|files))?$/, pullPage],
  [/^\/issues$/, issuesPage],
  [/^\/issues\/(\d+)$/, issuePage],
  [/^\/actions$/, runsPage],
  [/^\/actions\/runs\/(\d+)(?:\/.*)?$/, runPage],
  [/^\/branches$/, branchesPage],
  [/^\/audit$/, auditPage],
  [/^\/status$/, statusPage],
];

/** One sheet, of the parts of pages; what comes later wins. */
const SHEETS = [
  ...["base", "frame", "boxes", "marks", "conversation", "panel", "forms"],
  ...["welcome", "files", "runs", "people", "markdown"],
].map((name) => `style/${name}.css`);

const FILES: Readonly<Record<string, readonly [type: string, ...files: string[]]>> = {
  "/_/style.css": ["text/css; charset=utf-8", ...SHEETS],
  "/_/live.js": ["text/javascript; charset=utf-8", "live.js"],
  "/_/mark.svg": ["image/svg+xml", "mark.svg"],
};

const DASHBOARD_TYPES = [
  [".html", "text/html; charset=utf-8"],
  [".json", "application/json"],
  [".csv", "text/csv; charset=utf-8"],
] as const;

/** Nothing from elsewhere, nothing inline, in nobody's frame. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
} as const;

/** @returns a handler for `github.pages`; what it does not know is left to the API */
export function sitePages(stage: Stage): Pages {
  const site = new Site(stage);
  return (request) => site.answer(request);
}

class Site {
  readonly #stage: Stage;
  readonly #base: string;
  readonly #sayings = new Sayings();
  readonly #files = new Map(
    Object.entries(FILES).map(([path, [type, ...files]]) => {
      const texts = files.map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
      return [path, { type, text: texts.join("\n") }];
    }),
  );

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#base = `/${stage.slug}`;
  }

  answer(request: Request): Promise<Response> | Response | undefined {
    const url = new URL(request.url);
    // Another name for this machine would let a page from elsewhere read passwords and codes (DNS rebinding).
    if (url.host !== new URL(this.#stage.github.url).host) return undefined;
    const file = this.#files.get(url.pathname);
    if (file) return respond(200, file.text, { "content-type": file.type });
    if (url.pathname === "/_/pulse")
      return respond(200, pulse(this.#stage), { "content-type": "text/plain; charset=utf-8" });
    if (request.method === "POST" && url.pathname.startsWith(`${this.#base}/_/`))
      return this.#do(request, url);
    if (request.method !== "GET" && request.method !== "HEAD") return undefined;
    if (url.pathname === `${this.#base}/dashboard`) return redirect(`${this.#base}/dashboard/`);
    if (url.pathname.startsWith(`${this.#base}/dashboard/`)) return this.#dashboard(url);
    if (url.pathname === "/") return redirect(this.#base);
    const resident = this.#stage.residents.find(({ login }) => url.pathname === `/${login}`);
    if (resident) return redirect(`/people#${resident.login}`);
    const inside = url.pathname === this.#base || url.pathname.startsWith(`${this.#base}/`);
    const asks = request.headers.get("accept")?.includes("text/html") ?? false;
    if (!inside && url.pathname !== "/people") {
      if (url.pathname === "/favicon.ico" || url.pathname.startsWith("/.well-known/"))
        return respond(404, "");
      return asks ? this.#show(request, url, undefined) : undefined;
    }
    return this.#show(request, url, this.#page(url));
  }

  /** The product's own page: it brings its own policy, which ours for the sandbox's would be too strict for. */
  async #dashboard(url: URL): Promise<Response> {
    const name = url.pathname.slice(`${this.#base}/dashboard/`.length) || "index.html";
    const text = await this.#stage.dashboard?.(name);
    if (text === undefined) return respond(404, "The dashboard has no such file.");
    const type = DASHBOARD_TYPES.find(([end]) => name.endsWith(end))?.[1] ?? "text/plain; charset=utf-8";
    return respond(200, text, {
      "content-type": type,
      "content-security-policy": "frame-ancestors 'none'",
      ...(name === "index.html" ? { refresh: "30" } : {}),
    });
  }

  #page(url: URL): ((view: View) => ReturnType<Show>) | undefined {
    if (url.pathname === "/people") return peoplePage;
    const path = url.pathname.slice(this.#base.length).replace(/\/$/, "");
    for (const [pattern, show] of PAGES) {
      const match = pattern.exec(path);
      if (match) return (view) => show(view, ...match.slice(1).map((part) => decoded(part ?? "")));
    }
    return undefined;
  }

  async #show(
    request: Request,
    url: URL,
    page: ((view: View) => ReturnType<Show>) | undefined,
  ): Promise<Response> {
    const view = this.#view(request, url);
    const made = (await page?.(view)) ?? missingPage(view);
    return respond(made.status ?? 200, frame(view, made).text, {
      "content-type": "text/html; charset=utf-8",
      ...(made.freshFor === undefined ? {} : { refresh: String(made.freshFor) }),
    });
  }

  #view(request: Request, url: URL): View {
    const stage = this.#stage;
    const said = this.#sayings.heard(url.searchParams.get("said") ?? "");
    url.searchParams.delete("said");
    return {
      stage,
      repo: stage.github.repo(stage.slug),
      base: this.#base,
      url,
      me: this.#me(request),
      said,
      now: new Date(),
    };
  }

  /** Whom the looker was last; a cookie of theirs says so, and nothing rests on it. */
  #me(request: Request): string {
    const kept = /(?:^|;\s*)me=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
    const { residents } = this.#stage;
    return (residents.find(({ login }) => login === kept) ?? residents[0])?.login ?? "";
  }

  /** Does what a button says, as the person whose button it is, then goes back to the page. */
  async #do(request: Request, url: URL): Promise<Response> {
    // A form of another site must not press our buttons.
    if (request.headers.get("origin") !== url.origin)
      return respond(403, "Only the sandbox's own pages may do that.");
    const deed: Deed | undefined = deeds[url.pathname.slice(`${this.#base}/_/`.length)];
    const form = await request.formData().catch(() => undefined);
    if (!deed || !form) return respond(404, "There is no such button.");
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    const me = this.#stage.residents.find(({ login }) => login === text("as"))?.login ?? this.#me(request);
    const done = await deed(this.#stage, me, text);
    const to = new URL(`${this.#base}/${done.to}`, url.origin);
    to.searchParams.set("said", this.#sayings.keep(done.said));
    return redirect(`${to.pathname}${to.search}`, {
      "set-cookie": `me=${encodeURIComponent(me)}; Path=/; SameSite=Strict; HttpOnly`,
    });
  }
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const respond = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(body, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", ...HEADERS, ...headers },
  });

const redirect = (to: string, headers: Readonly<Record<string, string>> = {}): Response =>
  respond(303, "", { location: to, ...headers });
