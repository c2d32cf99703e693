import { rotationsOfMain } from "./rotations-of-main2.js";

export { rotationsOfMain };