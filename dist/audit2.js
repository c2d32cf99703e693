import { audit, auditJson } from "./audit.js";

export { audit };