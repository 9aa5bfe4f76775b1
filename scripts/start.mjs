// npm start
import { runScript } from "./bootstrap/run.mjs";

await runScript("scripts/start.ts");
