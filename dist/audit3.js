import { auditLine, auditText } from "./render.js";

export { auditLine };