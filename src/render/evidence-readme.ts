import { formatInstant, type Instant } from "../domain/units.ts";
import { code, markdownText } from "./markdown-text.ts";

interface Told {
  readonly file: string;
  readonly line: number;
  readonly event: {
    readonly type: string;
    readonly time: Instant;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

type ProofIndex = Readonly<Record<string, { readonly commit: string; readonly files: readonly string[] }>>;

/** What lies in a folder of evidence, what it says, and how to check it without believing anybody. */
export function evidenceReadme(
  key: string,
  proofs: ProofIndex,
  events: readonly Told[],
  days: number,
): string {
  const { request, policies, log } = proofs;
  const pull = events.map(({ event }) => event.data.pull_request).find((one) => typeof one === "number");
  const short = (commit: string) => code(commit.slice(0, 12));
  const rows: (readonly [string, string])[] = [
    ...(request
      ? [
          [
            `${code("request/")}`,
            `the request as it landed on main with commit ${short(request.commit)}`,
          ] as const,
        ]
      : []),
    ...(policies
      ? [
          [
            `${code("policies/")}`,
            `the policies that judged it, as of commit ${short(policies.commit)}`,
          ] as const,
        ]
      : []),
    [
      code("events.jsonl"),
      "the events of the grant, and of the rotations that its end owed, as they stand in the log",
    ],
    ...(log
      ? [
          [
            `${code("log/")}`,
            `the ${days === 1 ? "day" : `${days} days`} of the log that have them, whole: other people's events of those days, too`,
          ] as const,
        ]
      : []),
    [
      code("git/"),
      "commits and folders of Git, byte by byte: each names the next by its hash, down to the files",
    ],
    [code("index.json"), "which file is of which commit, and where each event stands"],
    [code("check.py"), "the check, in Python 3 without anything else"],
    [code("SHA256SUMS"), "of all other files"],
  ];
  return `${[
    `# Evidence: ${code(key)}`,
    "",
    ...storyOf(events),
    "## What is here",
    "",
    "| file | what |",
    "| --- | --- |",
    ...rows.map(([file, what]) => `| ${file} | ${what} |`),
    "",
    "## Check it",
    "",
    "Offline, with nothing of Leasehold's:",
    "",
    "```sh",
    "sha256sum --check SHA256SUMS",
    "python3 check.py",
    "```",
    "",
    `The script walks from the commit's name, whose first 12 digits are the end of the key, down to the request; from ${code("policy_commit")} of the ${code("issued")} event to the policies; and from a commit of the log's branch to the files that have the events, whose lines each hold the hash of the line before. To do a step by hand: ${code("git hash-object FILE")} is the name that its folder has for a file.`,
    "",
    "That these commits were ever on the branches, a clone says (any clone, however old):",
    "",
    "```sh",
    "git clone https://github.com/OWNER/REPO access && python3 check.py --clone access",
    ...(request
      ? [
          `git -C access show ${request.commit}:${request.files[0] ?? ""} | diff - request/${request.files[0] ?? ""}`,
        ]
      : []),
    ...(policies ? [`git -C access log -1 --format='%H %cI %an' ${policies.commit}`] : []),
    "```",
    "",
    `That the log was not written anew since: the anchors in Vault (${code("leasehold/anchors/<count>")}) hold the hash of the line of that number.`,
    "",
    "## What it does not prove",
    "",
    ...(pull === undefined
      ? []
      : [
          `Who approved is what apply found at GitHub when it issued. The reviews themselves are there, at pull request ${code(`#${String(pull)}`)}: ${code(`gh api repos/OWNER/REPO/pulls/${String(pull)}/reviews`)}.`,
        ]),
    "Whoever had taken over the apply or enforce job could have written false events from then on. What was done with the access is in Vault's own audit log.",
    "",
  ].join("\n")}`;
}

function storyOf(events: readonly Told[]): string[] {
  if (events.length === 0)
    return [
      "The audit log tells nothing of it: it was requested, and never decided (its time passed, or is yet to come).",
      "",
    ];
  const facts = events.find(({ event }) => typeof event.data.reason === "string")?.event.data;
  const rows = events.map(({ file, line, event }) =>
    [
      code(whenOf(event.data) ?? formatInstant(event.time)),
      event.type.replace(/^leasehold\./, ""),
      detailOf(event.type, event.data),
      code(`${file}:${line}`),
    ].join(" | "),
  );
  return [
    ...(facts ? [sentenceOf(facts), ""] : []),
    "| when | what | details | stands at |",
    "| --- | --- | --- | --- |",
    ...rows.map((row) => `| ${row} |`),
    "",
  ];
}

type Data = Readonly<Record<string, unknown>>;

/** What people wrote is escaped; what we made of it stands as it is, to be read without a browser too. */
function sentenceOf(facts: Data): string {
  const named = (value: unknown) => code(String(value ?? "nobody known"));
  const approvers = Array.isArray(facts.approvers) ? facts.approvers : [];
  const ticket = facts.ticket === undefined ? "" : ` (${markdownText(String(facts.ticket))})`;
  const later = facts.break_glass === true ? " before: break-glass, to be reviewed afterwards" : "";
  return [
    `${named(facts.user)} was granted ${named(facts.role)} from ${named(facts.begin)} to ${named(facts.end)} at the latest:`,
    `“${markdownText(String(facts.reason))}”${ticket}.`,
    `Asked by ${named(facts.author)}, approved by ${approvers.map(named).join(", ") || "nobody"}${later}.`,
  ].join("\n");
}

function whenOf(data: Data): string | undefined {
  const when = data.ended_at ?? data.issued_at ?? data.rotated_at;
  return typeof when === "string" ? when : undefined;
}

function detailOf(type: string, data: Data): string {
  if (type === "leasehold.grant.issued" && Array.isArray(data.access))
    return data.access.map((one: Data) => code(`${String(one.path)} ${String(one.capabilities)}`)).join(", ");
  if (type === "leasehold.grant.ended") {
    const proof = data.proof as Data | undefined;
    return `${String(data.ended_by)}; proved at ${code(String(proof?.at))}: token gone, no lease left of ${String(proof?.leases_seen)} looked at`;
  }
  return type === "leasehold.rotation.done" ? String(data.kind) : "";
}
