import type { z } from "zod";
import type { Tool } from "./tool.ts";

/** Hands every tool to `register`, each with the type of its own input. */
export declare function registerTools(register: <Input extends z.ZodObject>(tool: Tool<Input>) => void): void;
