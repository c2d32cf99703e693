import { apply } from "./apply.js";

export { apply };