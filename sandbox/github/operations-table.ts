/** Writes OPERATIONS.md: `node sandbox/github/operations-table.ts`, then the formatter. */
import { writeFile } from "node:fs/promises";
import { operations } from "./api/index.ts";
import { Contract } from "./contract/contract.ts";
import { mutationNames } from "./graphql/graphql.ts";

/** What differs from GitHub everywhere. */
const everywhere = [
  "Signatures that GitHub makes are said to be good (`verification`), not made: the commits carry none.",
  "A signature of somebody else is never checked (`unknown_key`), unless a test vouches for it (`markVerified`).",
  "`body_html` and `body_text` are never given; the media types for them answer as plain JSON.",
  "Secondary rate limits strike on demand (`faults`) or when switched on (`world.rates.secondary`).",
  "Requests without a token are not held to 60 an hour.",
  "`mergeable` is known at once, and commits find their pull requests at once, unless told to lag (`world.lag`).",
  "Reactions, milestones, projects, releases and webhooks there are none; events go to listeners in the process.",
  "Conversations are never resolved, and a rule that wants them resolved holds nothing up.",
  "Comments on lines cause no event of their own; words like `closes #1` close nothing.",
  "GraphQL is answered field by field as asked, and held to no schema.",
  "Node ids are stable and opaque, but not GitHub's.",
];

/** The table, as it has to stand in OPERATIONS.md. */
export function renderOperations(): string {
  const contract = Contract.load();
  const rows = [...operations]
    .sort((a, b) => a.id.localeCompare(b.id))
    .map(({ id, need, differences }) => {
      const { method, path, documentation } = contract.operation(id);
      const permission = need ? `${[need.permission].flat().join(" or ")}: ${need.level}` : "";
      return `| [\`${id}\`](${documentation}) | \`${method.toUpperCase()} ${path}\` | ${permission} | ${differences.join("; ")} |`;
    });
  return `# Operations of the sandbox's GitHub

Made by \`node sandbox/github/operations-table.ts\`; a test compares it with the code. ${rows.length} operations, each
request and answer held to the operation of that id in \`@octokit/openapi\`.

| operation | path | permission of a token | known differences |
| --- | --- | --- | --- |
${rows.join("\n")}

Beside REST: Git's smart HTTP (\`git clone\`, \`fetch\`, \`push\`, with \`refs/pull/N/head\` and \`refs/pull/N/merge\`), and of
GraphQL the queries \`viewer\` and \`repository { pullRequest }\` and the mutations ${mutationNames.map((name) => `\`${name}\``).join(", ")}.

## Known differences everywhere

${everywhere.map((line) => `- ${line}`).join("\n")}
`;
}

if (import.meta.main) {
  await writeFile(new URL("OPERATIONS.md", import.meta.url), renderOperations());
}
