import { exitCode } from "../commands/outcome.ts";
import type { Reporter } from "../commands/ports.ts";
import { Stop } from "../commands/stop.ts";
import type { World } from "../compose.ts";
import { type GrantKey, isKey } from "../domain/key.ts";
import { sameLogin } from "../domain/login.ts";
import { runSummary } from "../render/run-summary.ts";
import { type Inputs, pullOfEvent } from "./inputs.ts";
import { issueOfEvent } from "./issue-event.ts";
import type { Told } from "./tell.ts";

/** Runs the command of a job in the world it was given. Each loads what it needs, and the job starts sooner. */
export async function run(inputs: Inputs, world: World, reporter: Reporter): Promise<Told> {
  switch (inputs.command) {
    case "check":
      return runCheck(inputs, world);
    case "apply":
      return runApply(world, reporter);
    case "enforce":
      return runEnforce(world, reporter);
    case "rotate":
      return runRotate(world, reporter);
    case "audit":
      return runAudit(world, reporter);
    case "report":
      return runReport(inputs, world, reporter);
    case "recall":
      return runRecall(world, keyOf(inputs), inputs.env.LEASEHOLD_REPORT);
    case "reissue":
      return runReissue(world, keyOf(inputs), actorOf(inputs));
    case "request":
      return runRequest(inputs, world);
  }
}

async function runCheck({ env }: Inputs, world: World): Promise<Told> {
  const { checkSummary } = await import("../render/summary.ts");
  const [repository, at] = [await world.repository(), world.clock.now()];
  const event = pullOfEvent(env.GITHUB_EVENT_PATH);
  if (!event) {
    const { check } = await import("../commands/check.ts");
    const report = await check({ repository }, { at });
    return {
      exit: report.result.ok ? 0 : 1,
      findings: report.result.findings,
      summary: checkSummary(report),
    };
  }
  const { checkPull } = await import("../commands/check-pull.ts");
  const result = await checkPull({ repository, github: await world.github() }, { ...event, at });
  if (!result) return { exit: 0, findings: [], summary: `Pull request #${event.pull} is no longer open.\n` };
  return {
    exit: exitCode(result),
    findings: result.findings,
    summary: checkSummary(result.report, result.approvals),
  };
}

async function runApply(world: World, reporter: Reporter): Promise<Told> {
  const { apply } = await import("../commands/apply.ts");
  const result = await apply(await world.ports.apply(reporter), await world.branch());
  return {
    ...told(result),
    summary: runSummary({ title: "Leasehold apply", ...result, ended: result.recalled }),
    issued: result.issued.map((record) => record.key),
    recalled: result.recalled.map((record) => record.key),
    owed: result.owes_rotations,
  };
}

async function runEnforce(world: World, reporter: Reporter): Promise<Told> {
  const { enforce } = await import("../commands/enforce.ts");
  const result = await enforce(await world.ports.enforce(reporter), await world.branch());
  return {
    ...told(result),
    summary: runSummary({ title: "Leasehold enforce", ...result, pulls: result.revoke_pulls }),
    recalled: result.ended.map((record) => record.key),
    owed: result.owes_rotations,
  };
}

async function runRotate(world: World, reporter: Reporter): Promise<Told> {
  const { rotate } = await import("../commands/rotate.ts");
  const { rotationsOfMain } = await import("../commands/rotation/rotations-of-main.ts");
  const rotations = await rotationsOfMain(await world.repository(), await world.branch());
  const result = await rotate(await world.ports.rotate(reporter), rotations, {});
  return {
    ...told(result),
    summary: runSummary({
      title: "Leasehold rotate",
      ...result,
      rotated: result.rotated.map((one) => one.name),
    }),
  };
}

async function runAudit(world: World, reporter: Reporter): Promise<Told> {
  const { audit } = await import("../commands/audit.ts");
  const { auditLine } = await import("../render/audit.ts");
  const result = await audit(await world.ports.audit(reporter), await world.branch());
  return {
    ...told(result),
    summary: runSummary({ title: "Leasehold audit", ...result, note: auditLine(result) }),
  };
}

async function runReport({ out }: Inputs, world: World, reporter: Reporter): Promise<Told> {
  const { report } = await import("../commands/report.ts");
  const { reportSummary } = await import("../render/report-text.ts");
  if (out === "") throw new Stop(2, "out: report needs a folder to write to", "Write like: out: dashboard.");
  const ports = await world.ports.report(reporter, { out });
  const options = { branch: await world.branch(), repository: await world.repositoryPage() };
  const result = await report({ ...ports, issues: () => world.github() }, options);
  return { ...told(result), summary: reportSummary(result.report, result), pages: result.pages };
}

async function runRecall(world: World, key: GrantKey, report: string | undefined): Promise<Told> {
  const { recall } = await import("../commands/recall.ts");
  const said = report === "pickup-opened" ? report : undefined;
  const result = await recall(await world.ports.recall(), [key], await world.branch(), said);
  return {
    ...told(result),
    summary: runSummary({ title: "Leasehold recall", ...result, ended: result.recalled }),
    recalled: result.recalled.map((record) => record.key),
    owed: result.owes_rotations,
  };
}

async function runReissue(world: World, key: GrantKey, actor: string): Promise<Told> {
  const { reissue } = await import("../commands/reissue.ts");
  const vault = (await world.vault.as("apply")).everything;
  const result = await reissue({ vault, log: await world.auditLog() }, key, actor);
  return {
    ...told(result),
    summary: runSummary({ title: "Leasehold reissue", ...result, issued: result.reissued }),
    issued: result.reissued.map((record) => record.key),
  };
}

async function runRequest({ env }: Inputs, world: World): Promise<Told> {
  const { requestByIssue } = await import("../commands/request-by-issue.ts");
  const issue = issueOfEvent(env.GITHUB_EVENT_PATH);
  const ports = {
    repository: await world.repository(),
    github: await world.github(),
    now: world.clock.now(),
  };
  const result = await requestByIssue(ports, issue, await world.branch());
  return {
    ...told(result),
    summary: runSummary({
      title: "Leasehold request",
      ...result,
      note: result.pull === undefined ? "No pull request." : `Pull request #${result.pull.number}.`,
    }),
  };
}

/** GITHUB_ACTOR stays who began the run when somebody else runs it again: both must be the one person. */
function actorOf({ env }: Inputs): string {
  const { GITHUB_ACTOR: actor, GITHUB_TRIGGERING_ACTOR: again } = env;
  if (!actor || !again) throw new Stop(2, "GITHUB_ACTOR is not set: whose token this is for is not known");
  if (!sameLogin(actor, again))
    throw new Stop(2, `${again} ran again what ${actor} had asked for`, `${actor} runs leasehold reissue.`);
  return actor;
}

function keyOf({ key, command }: Inputs): GrantKey {
  if (isKey(key)) return key;
  throw new Stop(
    2,
    `key: ${JSON.stringify(key)} is no key of a grant`,
    `${command} needs one like orders-db-read.refund.3f2a9c1b7d20.`,
  );
}

const told = (outcome: Parameters<typeof exitCode>[0]): Pick<Told, "exit" | "findings"> => ({
  exit: exitCode(outcome),
  findings: outcome.findings,
});
