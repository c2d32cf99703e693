import { report } from "./report2.js";

export { report };