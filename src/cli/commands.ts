import { registerAccessCommands } from "./access-commands.ts";
import { registerAuditCommands } from "./audit-commands.ts";
import { registerCompletionCommands } from "./completion-commands.ts";
import { registerEmergencyCommand } from "./emergency-command.ts";
import { registerEvidenceCommand } from "./evidence-command.ts";
import { registerExplainCommand } from "./explain-command.ts";
import { registerGateCommands } from "./gate-commands.ts";
import { registerInitCommand } from "./init-command.ts";
import type { Register } from "./register.ts";
import { registerReportCommand } from "./report-command.ts";
import { registerRequestCommands } from "./request-commands.ts";
import { registerRunCommands } from "./run-commands.ts";
import { registerServeCommand } from "./serve-command.ts";
import { registerStatusCommand } from "./status-command.ts";
import { registerTeamsCommands } from "./teams-commands.ts";
import { registerVaultCommands } from "./vault-commands.ts";

/** Every command there is, in the order of the help: the program, its completion and the tests of the docs read it. */
export const registerCommands: Register = (program, action) => {
  registerRequestCommands(program, action);
  registerAccessCommands(program, action);
  registerEmergencyCommand(program, action);
  registerStatusCommand(program, action);
  registerEvidenceCommand(program, action);
  registerGateCommands(program, action);
  registerExplainCommand(program, action);
  registerRunCommands(program, action);
  registerServeCommand(program, action);
  registerVaultCommands(program, action);
  registerAuditCommands(program, action);
  registerReportCommand(program, action);
  registerTeamsCommands(program, action);
  registerInitCommand(program, action);
  registerCompletionCommands(program, action);
};
