/** `npm run demo`: the whole life of a grant, on real parts, by the product's own commands. `--keep` leaves it running. */
import { Acts } from "./demo/acts.ts";
import { tellAll } from "./demo/chapters.ts";
import { keepRunning } from "./demo/keep.ts";
import { Story, StoryFailed } from "./demo/story.ts";

const story = new Story();
try {
  story.step("The real parts start");
  await using acts = await Acts.begin(story);
  await tellAll(acts);
  story.end();
  if (process.argv.includes("--keep")) await keepRunning(acts);
} catch (error) {
  process.exitCode = 1;
  if (!(error instanceof StoryFailed)) console.error(error);
}
