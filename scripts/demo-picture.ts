/**
 * The pictures in the README and the guides, from what the demo really said:
 *
 *     npm run demo > demo.txt && node scripts/demo-picture.ts demo.txt
 *
 * writes docs/pictures/demo.svg (the lines that decide) and docs/pictures/comment.svg (the comment on the pull
 * request). It fails where the demo no longer says what the pictures show.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commentOf, commentPicture } from "./demo-picture/comment.ts";
import { decisiveLines, terminalPicture } from "./demo-picture/terminal.ts";

const PICTURES = fileURLToPath(new URL("../docs/pictures/", import.meta.url));

async function main(file: string | undefined): Promise<number> {
  if (file === undefined) {
    console.error("usage: node scripts/demo-picture.ts FILE   (what `npm run demo` printed)");
    return 2;
  }
  const said = await readFile(file, "utf8");
  await mkdir(PICTURES, { recursive: true });
  await writeFile(join(PICTURES, "demo.svg"), terminalPicture(decisiveLines(said)));
  await writeFile(join(PICTURES, "comment.svg"), commentPicture(commentOf(said)));
  return 0;
}

process.exitCode = await main(process.argv[2]);
