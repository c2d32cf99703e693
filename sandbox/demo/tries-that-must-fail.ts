import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { logInAs } from "../company/identities.ts";
import type { Acts } from "./acts.ts";
import type { Story } from "./story.ts";

/** A push straight to main, a merge without approvals, and apply's own token in the hands of a thief. */
export async function mustFail(acts: Acts): Promise<void> {
  const story: Story = acts.story;
  story.step("Three tries that must fail");
  const { acme } = acts;
  acme.github.protect(acme.slug, "main", undefined);
  story.tell("protection of main is off, as an administrator might leave it");

  await pushStraight(acts);
  story.shown(refusal(acts));
  story.holds(
    "a grant pushed straight to main is refused",
    /pushed straight/.test(refusal(acts)) && (await acts.live()).length === 0,
  );

  const pull = await acts.request("alice", "2h");
  await acts.merge("alice", pull);
  story.shown(refusal(acts));
  story.holds(
    "a grant merged without its approvals is refused",
    /missing/.test(refusal(acts)) && (await acts.live()).length === 0,
  );

  // What somebody has who took over the apply job.
  const stolen = await logInAs(acme, "apply");
  for (const [what, path, body] of THEFTS(await roleOf(acts))) {
    const answer = await stolen.request("POST", path, body);
    story.holds(
      `apply's own token asks OpenBao for ${what}: ${answer.status} ${answer.body?.errors?.join(" ").trim().split("\n").at(-1) ?? ""}`,
      answer.status >= 400,
      answer,
    );
  }
}

/** What `apply` said that it refuses. */
const refusal = (acts: Acts): string => {
  const found: { message: string }[] = JSON.parse(acts.lastRun("apply.yml").job.outputs.findings ?? "[]");
  return found.map((finding) => finding.message).join("\n");
};

async function pushStraight(acts: Acts): Promise<void> {
  const { acme } = acts;
  const story: Story = acts.story;
  const dir = await acme.clone("carol");
  const file = "grants/orders-db-read/no-questions-asked.yaml";
  await mkdir(dirname(join(dir, file)), { recursive: true });
  await writeFile(
    join(dir, file),
    "role: orders-db-read\nuser: carol\nduration: 2h\nticket: INC-1\nreason: I would rather not wait for anybody\n",
  );
  story.typed("carol", `git add ${file} && git commit -m "Access for me" && git push origin main`);
  await acme.git("carol", "add", file);
  await acme.git("carol", "commit", "-qm", "Access for me");
  const pushed = await acme.git("carol", "push", "origin", "HEAD:main");
  story.holds("the push itself goes through", pushed.code === 0, pushed);
  await acts.settled();
}

const roleOf = async ({ acme }: Acts): Promise<string> =>
  (await acme.bao.root.list("auth/token/roles")).find((name) =>
    name.startsWith("leasehold-role-orders-db-read-"),
  ) ?? "";

const THEFTS = (role: string): [string, string, object][] => [
  [
    "an unwrapped token",
    `auth/token/create/${role}`,
    { explicit_max_ttl: "3600s", meta: { key: "x" }, display_name: "x" },
  ],
  ["a token with the policy of the administrators", "auth/token/create", { policies: ["root"] }],
  [
    "a policy that opens everything",
    "sys/policies/acl/mine",
    { policy: 'path "*" { capabilities = ["sudo"] }' },
  ],
];
