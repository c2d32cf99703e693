import { Option } from "./commander.js";

// src/cli/register.ts
const formatOption = () => new Option("--format <form>", "how the answer is printed").choices(["text", "json"]).default("text");

export { formatOption };