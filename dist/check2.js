import { check } from "./check.js";

export { check };