import { reportSummary, reportText } from "./render.js";

export { reportSummary };