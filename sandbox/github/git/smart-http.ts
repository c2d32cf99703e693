/** Git's smart HTTP protocol: `git upload-pack` and `git receive-pack` behind GitHub's tokens. */
import { spawn } from "node:child_process";
import { gunzipSync } from "node:zlib";
import { type Actor, anonymous, authenticate, demand } from "../http/access.ts";
import { Refusal } from "../http/refusals.ts";
import { testMerge } from "../pull-git.ts";
import { refMoved } from "../ref-updates.ts";
import { isPull, type Repo } from "../state.ts";
import type { World } from "../world.ts";
import { gitEnvironment } from "./process.ts";
import { type Move, mayChangeWorkflows, type PushRule, ruleOfMove, workflowRefusal } from "./push-rules.ts";
import { zeroSha } from "./repository.ts";

type Service = "git-upload-pack" | "git-receive-pack";

export interface GitRequest {
  readonly owner: string;
  readonly name: string;
  readonly service: Service;
  readonly advertise: boolean;
}

/** What a path asks of Git; `undefined` where it is no Git path. */
export function gitRequest(method: string, url: URL): GitRequest | undefined {
  const match = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(
    url.pathname,
  );
  if (!match) return undefined;
  const [, owner = "", name = "", what = ""] = match;
  const advertise = what === "info/refs";
  const service = advertise ? url.searchParams.get("service") : what;
  if (service !== "git-upload-pack" && service !== "git-receive-pack") return undefined;
  if (method !== (advertise ? "GET" : "POST")) return undefined;
  return { owner, name, service, advertise };
}

/** @param alone runs a push when nothing else changes the repository */
export async function answerGit(
  world: World,
  request: Request,
  asked: GitRequest,
  alone: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<Response> {
  let actor: Actor = anonymous;
  let repo: Repo | undefined;
  try {
    actor = authenticate(world, request.headers.get("authorization") ?? undefined);
    repo = world.state.repo(asked.owner, asked.name);
    if (!repo) throw new Refusal(actor.kind === "anonymous" ? 401 : 404, "Repository not found.");
    const push = asked.service === "git-receive-pack";
    if (push && actor.kind === "anonymous") throw new Refusal(401, "Authentication required.");
    demand(world, actor, repo, { permission: "contents", level: push ? "write" : "read" });
  } catch (error) {
    if (error instanceof Refusal) return refuse(error, actor);
    throw error;
  }
  const protocol = request.headers.get("git-protocol") ?? "";
  if (asked.advertise) {
    if (asked.service === "git-upload-pack") await refreshMerges(world, repo);
    const refs = await serve(repo, asked.service, ["--advertise-refs"], Buffer.alloc(0), protocol);
    const line = `# service=${asked.service}\n`;
    const head = `${(line.length + 4).toString(16).padStart(4, "0")}${line}0000`;
    return gitResponse(Buffer.concat([Buffer.from(head), refs]), `${asked.service}-advertisement`);
  }
  const raw = Buffer.from(await request.arrayBuffer());
  const body = request.headers.get("content-encoding") === "gzip" ? gunzipSync(raw) : raw;
  const target = repo;
  const out =
    asked.service === "git-upload-pack"
      ? await serve(target, asked.service, [], body, protocol)
      : await alone(() => receive(world, target, actor, body, protocol));
  return gitResponse(out, `${asked.service}-result`);
}

const gitResponse = (body: Buffer, type: string): Response =>
  new Response(new Uint8Array(body), {
    headers: { "content-type": `application/x-${type}`, "cache-control": "no-cache" },
  });

function refuse(refusal: Refusal, actor: Actor): Response {
  // Git asks for a password only where it is told to with 401; what one may not see does not exist.
  const status = actor.kind === "anonymous" ? 401 : refusal.status;
  const headers: Record<string, string> = { "content-type": "text/plain; charset=utf-8" };
  if (status === 401) headers["www-authenticate"] = 'Basic realm="GitHub"';
  return new Response(`${refusal.message}\n`, { status, headers });
}

/** `refs/pull/N/merge` follows its base; it is brought up to date when somebody looks. */
async function refreshMerges(world: World, repo: Repo): Promise<void> {
  for (const issue of repo.issues.values()) {
    if (isPull(issue) && issue.state === "open") await testMerge(world, repo, issue);
  }
}

function serve(
  repo: Repo,
  service: Service,
  flags: readonly string[],
  body: Buffer,
  protocol: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const args = [service.slice("git-".length), "--stateless-rpc", ...flags, repo.git.dir];
    const child = spawn("git", args, {
      env: gitEnvironment({ ...(protocol ? { GIT_PROTOCOL: protocol } : {}), ...env }),
    });
    const out: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.resume();
    child.stdin.on("error", () => undefined);
    child.on("error", reject);
    // Git ends with an error where it refused a ref, and has said so in its answer by then.
    child.on("close", () => resolve(Buffer.concat(out)));
    child.stdin.end(body);
  });
}

async function receive(
  world: World,
  repo: Repo,
  actor: Actor,
  body: Buffer,
  protocol: string,
): Promise<Buffer> {
  const moves = movesOf(body);
  const rules = moves.flatMap((move) => {
    const rule = renderRule(move, ruleOfMove(world, repo, actor, move));
    const guarded = !mayChangeWorkflows(actor) && move.after !== zeroSha;
    return guarded ? [rule, `${move.ref}\tno-workflows\t${workflowRefusal}`] : [rule];
  });
  const out = await serve(repo, "git-receive-pack", [], body, protocol, {
    SANDBOX_PUSH_RULES: rules.join("\n"),
  });
  for (const move of moves) {
    const now = (await repo.git.ref(move.ref)) ?? zeroSha;
    if (now === move.after) await refMoved(world, repo, { ...move, actor, cause: "push" });
  }
  return out;
}

function renderRule({ ref }: Move, rule: PushRule): string {
  const message = rule.rule === "allow" ? "" : rule.message.replace(/\s+/g, " ");
  return `${ref}\t${rule.rule}\t${message}`;
}

/** The commands a push begins with, up to the first flush packet. */
function movesOf(body: Buffer): Move[] {
  const moves: Move[] = [];
  let at = 0;
  while (at + 4 <= body.length) {
    const length = Number.parseInt(body.toString("latin1", at, at + 4), 16);
    if (!Number.isInteger(length) || length < 4) break;
    const line = body.toString("utf8", at + 4, at + length).split("\0")[0] ?? "";
    const match = /^([0-9a-f]{40}) ([0-9a-f]{40}) (\S+)/.exec(line);
    if (match) moves.push({ before: match[1] ?? zeroSha, after: match[2] ?? zeroSha, ref: match[3] ?? "" });
    at += length;
  }
  return moves;
}
