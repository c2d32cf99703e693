import { list } from "../http/pagination.ts";
import { invalid, notFound } from "../http/refusals.ts";
import { created, noContent, ok, operation, type Registered } from "../http/router.ts";
import { showLabel } from "../show/issue.ts";
import type { Label, Repo } from "../state.ts";
import { labelNamed } from "./issues.ts";

const read = { permission: ["issues", "pull_requests"], level: "read" } as const;
const write = { permission: ["issues", "pull_requests"], level: "write" } as const;

function labelOf(repo: Repo, name: string): Label {
  const label = repo.labels.get(name.toLowerCase());
  if (!label) throw notFound();
  return label;
}

export const labels: readonly Registered[] = [
  operation("issues/list-labels-for-repo", { need: read }, ({ input, world, repo, url }) =>
    list({ input, url }, [...repo.labels.values()], (label) => showLabel(world, repo, label)),
  ),

  operation("issues/get-label", { need: read }, ({ input, world, repo }) =>
    ok(showLabel(world, repo, labelOf(repo, input.name))),
  ),

  operation("issues/create-label", { need: write }, ({ input, world, repo }) => {
    if (repo.labels.has(input.name.toLowerCase())) {
      throw invalid({ resource: "Label", field: "name", code: "already_exists" });
    }
    if (input.color !== undefined && !/^#?[0-9a-f]{6}$/i.test(input.color)) {
      throw invalid({ resource: "Label", code: "invalid", field: "color" });
    }
    const label = labelNamed(
      world,
      repo,
      input.name,
      input.color?.replace(/^#/, ""),
      input.description ?? null,
    );
    return created(showLabel(world, repo, label));
  }),

  operation("issues/update-label", { need: write }, ({ input, world, repo }) => {
    const label = labelOf(repo, input.name);
    if (input.new_name !== undefined) {
      repo.labels.delete(label.name.toLowerCase());
      label.name = input.new_name;
      repo.labels.set(label.name.toLowerCase(), label);
    }
    if (input.color !== undefined) label.color = input.color;
    if (input.description !== undefined) label.description = input.description;
    return ok(showLabel(world, repo, label));
  }),

  operation("issues/delete-label", { need: write }, ({ input, repo }) => {
    const label = labelOf(repo, input.name);
    repo.labels.delete(input.name.toLowerCase());
    for (const issue of repo.issues.values()) issue.labels = issue.labels.filter((own) => own !== label);
    return noContent;
  }),
];
