import { runTool, tools } from "./run-tool.ts";

const checks: { name: string; args: string[] }[] = [
  { name: "format and lint", args: [tools.biome, "ci", "--colors=off"] },
  { name: "types", args: [tools.tsc, "--noEmit", "-p", "."] },
  { name: "dead code", args: [tools.knip, "--no-progress"] },
];

/** Format, lint, types and dead code, all at once. Says one line each, and what is wrong. Returns how many failed. */
export async function runStaticChecks(): Promise<number> {
  const runs = await Promise.all(
    checks.map(async ({ name, args }) => {
      const { code, output } = await runTool(args, { isQuiet: true });
      console.log(code === 0 ? `${name}: ok` : `${output.trim()}\n${name}: failed`);
      return code;
    }),
  );
  return runs.filter((code) => code !== 0).length;
}

export const STATIC_CHECKS = checks.length;
