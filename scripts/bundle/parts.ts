/**
 * The files of `dist/` beside the entries and the commands: by package or folder, so that who looks for something
 * finds it, and a command loads the few that it needs instead of a hundred small ones.
 */
export const PARTS: readonly { readonly name: string; readonly test: RegExp }[] = [
  { name: "yaml", test: /\/node_modules\/yaml\// },
  { name: "cel", test: /\/node_modules\/@marcbachmann\// },
  { name: "commander", test: /\/node_modules\/commander\// },
  { name: "typebox", test: /\/node_modules\/typebox\// },
  { name: "git", test: /\/node_modules\/(?:simple-git|@simple-git|@kwsites)\/|\/src\/adapters\/git\// },
  // With what it needs: the build refuses files that need each other.
  {
    name: "octokit",
    test: /\/node_modules\/(?:@octokit|bottleneck|before-after-hook|universal-user-agent|json-with-bigint|fast-content-type-parse|content-type)\//,
  },
  { name: "node-vault", test: /\/node_modules\/(?:node-vault|mustache)\/|never-runs:/ },
  { name: "dashboard", test: /\/src\/render\/dashboard\// },
  { name: "domain", test: /\/src\/domain\// },
  { name: "files", test: /\/src\/files\// },
  { name: "render", test: /\/src\/render\// },
];
