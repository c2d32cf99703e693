/**
 * What guides say and no test can run on this machine, each with its reason. A test asks of every command here that its
 * script, files and words are there (docs.test.ts, "what cannot be run here").
 */
export interface NotHere {
  readonly guide: string;
  /** What the command or block begins with. */
  readonly begins: string;
  readonly why: string;
}

export const PICTURE = "a picture, which GitHub draws";
const ITSELF = "runs these very tests";
const SOAK = "ten minutes and more, alone on the machine";
const BENCH = "minutes alone on the machine; what it counts is asked by tests of its own";

export const NOT_HERE: readonly NotHere[] = [
  {
    guide: "README.md",
    begins: "npm ci && npm run demo",
    why: "installs the project anew; the pictures come from a run of it",
  },
  { guide: "README.md", begins: "npm run demo -- --keep", why: "stays until somebody stops it" },
  { guide: "README.md", begins: "npm ci && npm test", why: ITSELF },
  { guide: "README.md", begins: "sequenceDiagram", why: PICTURE },
  { guide: "CONTRIBUTING.md", begins: "flowchart", why: PICTURE },
  { guide: "CONTRIBUTING.md", begins: "npm test", why: ITSELF },
  { guide: "CONTRIBUTING.md", begins: "npx vitest run", why: ITSELF },
  { guide: "CONTRIBUTING.md", begins: "EVERY_CALL=1 npx vitest run", why: ITSELF },
  { guide: "CONTRIBUTING.md", begins: "npm run soak:", why: SOAK },
  { guide: "docs/threat-model.md", begins: "npm run soak:", why: SOAK },
  { guide: "CONTRIBUTING.md", begins: "npm run demo -- --keep", why: "stays until somebody stops it" },
  {
    guide: "CONTRIBUTING.md",
    begins: "npm run leasehold",
    why: "the same command from the sources is in other guides",
  },
  { guide: "docs/performance.md", begins: "npm run bench", why: BENCH },
];
