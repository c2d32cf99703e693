// An action that tells what a runner gave it. Kept free of packages: it also runs from inside a repository.
import { appendFileSync, existsSync, readFileSync } from "node:fs";

const { env } = process;
const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8"));
const output = (name, value) => appendFileSync(env.GITHUB_OUTPUT, `${name}<<END\n${value}\nEND\n`);

console.log("::add-mask::a planted secret");
console.log("said: a planted secret");
console.log("::error file=grants/a.yaml,line=3,title=Too long::first%0Asecond");
console.error("on standard error");
appendFileSync(env.GITHUB_STEP_SUMMARY, `# ${env.INPUT_COMMAND}\n`);

output("command", env.INPUT_COMMAND);
output("key", env.INPUT_KEY);
output("sha", env.GITHUB_SHA);
output("ref", env.GITHUB_REF);
output("event", `${env.GITHUB_EVENT_NAME} ${event.action ?? ""}`.trim());
output("repository", `${env.GITHUB_REPOSITORY} ${env.GITHUB_REPOSITORY_ID}`);
output("files", ["action.yml", "later.txt"].filter((name) => existsSync(name)).join(" "));
output("vault", env["INPUT_VAULT-ADDR"]);

const comment = await fetch(`${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/issues/1/comments`, {
  method: "POST",
  headers: { authorization: `Bearer ${env["INPUT_GITHUB-TOKEN"]}`, "content-type": "application/json" },
  body: JSON.stringify({ body: "hello" }),
});
output("comment", comment.status);

if (env.ACTIONS_ID_TOKEN_REQUEST_URL) {
  const answer = await fetch(`${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=leasehold`, {
    headers: { authorization: `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
  });
  const { value } = await answer.json();
  output("claims", Buffer.from(value.split(".")[1], "base64url"));
}
if (env.INPUT_KEY === "fail") process.exitCode = 1;
