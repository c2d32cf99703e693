import { enforce } from "./enforce.js";

export { enforce };