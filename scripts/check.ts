// npm run check: what needs neither database nor processes: format, lint, types, dead code, unit tests.
import { runTool, tools } from "./test/run-tool.ts";
import { runStaticChecks } from "./test/static-checks.ts";

const failed = await runStaticChecks();
const { code } = await runTool([tools.vitest, "run", "--project", "unit"]);
process.exit(failed === 0 && code === 0 ? 0 : 1);
