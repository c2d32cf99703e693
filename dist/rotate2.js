import { rotate } from "./rotate.js";

export { rotate };