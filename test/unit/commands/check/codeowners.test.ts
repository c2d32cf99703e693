import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scratchFolder } from "../../../integration/git/scratch.ts";
import type { AccessRepository } from "../../../support/access-repository.ts";
import { judged, main, rules } from "./judging.ts";

describe("check of CODEOWNERS", () => {
  it("finds a stale generated part of CODEOWNERS, and leaves one without it alone", async () => {
    const repository = main().branch("policy").write(".github/CODEOWNERS", "* @somebody\n").role("other");
    repository.commit("10:00");
    expect(await rules(repository, { base: "main" })).toEqual([]);
    repository.write(".github/CODEOWNERS", "* @somebody\n\n# leasehold:begin\n# leasehold:end\n");
    repository.commit("10:30");
    expect(await rules(repository, { base: "main" })).toEqual(["codeowners .github/CODEOWNERS"]);
  });

  it.each([
    ["deletes CODEOWNERS", (one: AccessRepository) => one.remove(".github/CODEOWNERS"), undefined],
    ["deletes the generated part", (one: AccessRepository) => one.write(".github/CODEOWNERS", "* @a\n"), 1],
    [
      "puts a link in its place",
      (one: AccessRepository) => {
        one.remove(".github").scratch.link(".github", "policies");
        return one;
      },
      undefined,
    ],
  ])("does not pass a change that %s", async (_, change, line) => {
    const repository = await main().codeowners();
    repository.commit("08:30");
    change(repository.branch("sly")).commit("10:00");
    const { result } = await judged(repository, { base: "main" });
    expect(result.findings).toMatchObject([
      { rule: "codeowners", severity: "error", file: ".github/CODEOWNERS" },
    ]);
    expect(result.findings[0]?.line).toBe(line);
  });

  it("reads CODEOWNERS with any line ends", async () => {
    const repository = await main().codeowners();
    const file = `${repository.scratch.dir}/.github/CODEOWNERS`;
    repository.write(".github/CODEOWNERS", readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
    repository.commit("08:30");
    expect(await rules(repository)).toEqual([]);
  });

  it("warns where nobody is asked to review, and finds a link where CODEOWNERS should be", async () => {
    const repository = main();
    expect((await judged(repository)).result).toMatchObject({
      ok: true,
      findings: [{ rule: "codeowners", severity: "warning", file: ".github/CODEOWNERS" }],
    });
    repository.scratch.link(".github", scratchFolder());
    expect((await judged(repository)).result).toMatchObject({
      ok: false,
      findings: [{ rule: "codeowners", severity: "error", file: ".github" }],
    });
  });
});
