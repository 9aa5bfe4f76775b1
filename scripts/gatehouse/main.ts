// The command `gatehouse`: see `help` below.
import { DeclarativeError } from "../../lib/declarative/error.ts";
import { build } from "./build.ts";
import { check } from "./check.ts";
import { traceToken } from "./trace-token.ts";

const help = `gatehouse check <file> [--format text|json]  say what is wrong in a declarative file, and where
gatehouse test <folder> [--filter <text>]    run its files of tests (*.test.yaml) against the gateway's engine
gatehouse build <file> --out <folder>        compile a declarative file to a snapshot folder
gatehouse gateway --snapshot <folder>        serve such a folder, and every later build into it
gatehouse trace-token --api <api> --key <file> [--for 1h]  sign a token with which calls are traced
gatehouse schema [tests]                     print the JSON Schema of the declarative file, or of a file of tests`;

const [command, ...rest] = process.argv.slice(2);

try {
  process.exitCode = await run(command, rest);
} catch (error) {
  // a command ends with sentences for the person who typed it
  if (!(error instanceof DeclarativeError) && !(error instanceof TypeError && "code" in error)) throw error;
  console.error(error.message);
  process.exitCode = command === "test" ? 2 : 1;
}

async function run(command: string | undefined, args: string[]): Promise<number> {
  if (command === "build") return build(args);
  if (command === "check") return check(args);
  if (command === "test") return runTests(args);
  if (command === "gateway") return serve(args);
  if (command === "trace-token") return traceToken(args);
  if (command === "schema") return printSchema(args[0]);
  const isHelp = command === undefined || command === "help" || command === "--help";
  console[isHelp ? "log" : "error"](isHelp ? help : `There is no command ${command}.\n\n${help}`);
  return isHelp ? 0 : 1;
}

/** The gateway reads its own arguments and settings. */
async function serve(args: string[]): Promise<number> {
  process.argv.splice(2, process.argv.length, ...args);
  await import("../../gateway-client/src/main.ts");
  return 0;
}

/** Loaded only when it is asked for: it brings the whole engine. */
async function runTests(args: string[]): Promise<number> {
  const { test } = await import("./test.ts");
  return test(args);
}

async function printSchema(of: string | undefined): Promise<number> {
  const { declarativeJsonSchema } = await import("../../lib/declarative/schema.ts");
  const { fixtureJsonSchema } = await import("../../gateway-client/src/fixtures/suite.ts");
  console.log(JSON.stringify(of === "tests" ? fixtureJsonSchema() : declarativeJsonSchema(), null, 2));
  return 0;
}
