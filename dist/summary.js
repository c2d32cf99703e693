import { checkSummary } from "./render.js";

export { checkSummary };