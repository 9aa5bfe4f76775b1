#!/usr/bin/env node
// npx gatehouse …
import { runScript } from "./bootstrap/run.mjs";

await runScript("scripts/gatehouse/main.ts", { cwd: process.cwd() });
