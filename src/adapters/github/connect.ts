import type { GitHubConnection } from "./connection.ts";
import { GitHub } from "./github.ts";

export type { GitHub } from "./github.ts";

/** GitHub for one repository with one token. Nothing is asked before it is needed. */
export const connectGitHub = (connection: GitHubConnection): GitHub => new GitHub(connection);
