import { World } from "./compose.js";

export { World };