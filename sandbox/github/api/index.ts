import type { Registered } from "../http/router.ts";
import { actions } from "./actions.ts";
import { actionsSettings } from "./actions-settings.ts";
import { activity } from "./activity.ts";
import { apps } from "./apps.ts";
import { branches } from "./branches.ts";
import { checks } from "./checks.ts";
import { comments } from "./comments.ts";
import { commits } from "./commits.ts";
import { contents } from "./contents.ts";
import { environments } from "./environments.ts";
import { gitData } from "./git-data.ts";
import { issues } from "./issues.ts";
import { labels } from "./labels.ts";
import { meta } from "./meta.ts";
import { people } from "./people.ts";
import { pulls } from "./pulls.ts";
import { repos } from "./repos.ts";
import { reviews } from "./reviews.ts";
import { rulesets } from "./rulesets.ts";
import { secrets } from "./secrets.ts";
import { statuses } from "./statuses.ts";

/** Every operation the server answers. */
export const operations: readonly Registered[] = [
  ...repos,
  ...branches,
  ...rulesets,
  ...people,
  ...pulls,
  ...reviews,
  ...issues,
  ...comments,
  ...labels,
  ...commits,
  ...statuses,
  ...checks,
  ...activity,
  ...contents,
  ...gitData,
  ...actions,
  ...actionsSettings,
  ...environments,
  ...secrets,
  ...apps,
  ...meta,
];
