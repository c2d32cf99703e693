import { sinkAddress, unset } from "../adapters/alerts/post.ts";
import { slackSink } from "../adapters/alerts/slack.ts";
import { webhookSink } from "../adapters/alerts/webhook.ts";
import { issueSink } from "../commands/alert/issue-sink.ts";
import type { AlertPorts, AlertSink, GitHubIssues } from "../commands/ports.ts";
import type { Sink } from "../domain/model.ts";
import type { Secret } from "../domain/secret.ts";
import type { Places } from "../render/alert-words.ts";
import { slackMessage } from "../render/slack.ts";

/** What sinks are made from. */
export interface SinkParts {
  /** A variable of the environment, masked; undefined where it is not set, or empty as a secret that nobody made. */
  readonly secret: (variable: string) => Secret | undefined;
  readonly github: () => Promise<GitHubIssues>;
  readonly places: () => Promise<Places>;
  /** URI of the repository by id. */
  readonly source: string;
}

/** The adapter of a sink of the settings. A new kind is a case here. */
export const sinkOpener =
  (parts: SinkParts): AlertPorts["open"] =>
  async (sink: Sink): Promise<AlertSink> => {
    const { secret, github, places, source } = parts;
    const address = () => {
      const variable = sink.url_env ?? "";
      return sinkAddress(variable, secret(variable));
    };
    switch (sink.kind) {
      case "slack": {
        const where = await places();
        return slackSink(address(), (event) => slackMessage(event, where));
      }
      case "webhook":
        return webhookSink(address(), signingKey(sink, secret), source);
      case "issue":
        return issueSink(github, sink.label ?? "leasehold-alert", await places());
    }
  };

/** A key that the settings name and nobody gave is an error: an unsigned alert is not what its receiver believes. */
function signingKey({ secret_env }: Sink, secret: SinkParts["secret"]): Secret | undefined {
  if (secret_env === undefined) return undefined;
  const key = secret(secret_env);
  if (key === undefined) throw unset(secret_env);
  return key;
}
