import { parseArgs } from "node:util";
import { DeclarativeError } from "../../lib/declarative/error.ts";
import { findSuites } from "./fixtures/find-suites.ts";
import { runSuite, type SuiteResult } from "./fixtures/run-suite.ts";

const EXIT_FAILED = 1;
const EXIT_NOT_RUN = 2;

/**
 * `gatehouse test <folder or file…> [--filter <text>] [--format text|json]`: exit code 0 when all tests passed, 1 when some
 * failed, 2 when some could not be run.
 */
export async function test(args: string[]): Promise<number> {
  const options = { filter: { type: "string", default: "" }, format: { type: "string", default: "text" } } as const;
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (!["text", "json"].includes(values.format)) throw new DeclarativeError(["--format is text or json"]);
  const files = await findSuites(positionals.length === 0 ? ["."] : positionals);
  const results: SuiteResult[] = [];
  for (const file of files) {
    const result = await runSuite(file, values.filter);
    results.push(result);
    if (values.format === "text") print(result);
  }
  const counts = countOf(results);
  if (values.format === "json") console.log(JSON.stringify({ ...counts, suites: results }, null, 2));
  else console.log(`\n${counts.passed} passed, ${counts.failed} failed${notRun(counts.notRun)}`);
  if (counts.passed + counts.failed === 0 && counts.notRun === 0) {
    console.error(
      values.filter === "" ? "There are no tests: a file of tests ends with .test.yaml." : "No test has such a name.",
    );
    return EXIT_NOT_RUN;
  }
  return counts.notRun > 0 ? EXIT_NOT_RUN : counts.failed > 0 ? EXIT_FAILED : 0;
}

function print({ file, faults, tests }: SuiteResult): void {
  console.log(file);
  for (const fault of faults) console.log(`  ! ${fault}`);
  for (const { name, faults: wrong } of tests) {
    console.log(`  ${wrong.length === 0 ? "✓" : "✗"} ${name}`);
    for (const line of wrong) console.log(`      ${line}`);
  }
}

function countOf(results: SuiteResult[]) {
  const tests = results.flatMap((result) => result.tests);
  const passed = tests.filter(({ faults }) => faults.length === 0).length;
  return { passed, failed: tests.length - passed, notRun: results.filter(({ faults }) => faults.length > 0).length };
}

function notRun(count: number): string {
  return count === 0 ? "" : `, ${count} file${count === 1 ? "" : "s"} could not be run`;
}
