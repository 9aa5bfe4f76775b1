import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse as parseYaml } from "yaml";
import { CONFIG_FILE_VARIABLE, environmentNameOf, environmentNames } from "./environment.ts";
import { type GatewayConfig, gatewayConfig } from "./schema.ts";

/** What is wrong with the configuration: one sentence each, none with a secret in it. */
export class ConfigError extends Error {
  readonly sentences: string[];

  constructor(sentences: string[]) {
    super(sentences.join("\n"));
    this.name = "ConfigError";
    this.sentences = sentences;
  }
}

/**
 * The configuration from the arguments (`--config <file>`, `--snapshot <folder>`), the environment and the file, in this
 * order of precedence.
 *
 * @throws ConfigError with every fault found, not only the first.
 */
export function readConfig(environment: Record<string, string | undefined>, argv: string[]): GatewayConfig {
  const { config: file = environment[CONFIG_FILE_VARIABLE], snapshot } = readArguments(argv);
  const settings = file === undefined || file === "" ? {} : readFile(file);
  const fromEnvironment = new Set<string>();
  for (const [name, path] of Object.entries(environmentNames)) {
    const value = environment[name];
    if (value === undefined || value === "") continue;
    setMember(settings, path, value);
    fromEnvironment.add(name);
  }
  if (snapshot !== undefined) settings.snapshotFolder = snapshot;

  const parsed = gatewayConfig.safeParse(settings);
  if (!parsed.success) {
    const nameOf = (path: string) => {
      const variable = environmentNameOf(path);
      const isFromFile = file && !(variable && fromEnvironment.has(variable));
      return isFromFile ? `${path} in ${file}` : (variable ?? path);
    };
    throw new ConfigError([...new Set(parsed.error.issues.flatMap((issue) => sentencesOf(issue, nameOf)))]);
  }
  const faults = faultsBetween(parsed.data);
  if (faults.length > 0) throw new ConfigError(faults);
  return parsed.data;
}

interface Issue {
  code: string;
  path: PropertyKey[];
  message: string;
}

function sentencesOf(issue: Issue, nameOf: (path: string) => string): string[] {
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys" && "keys" in issue && Array.isArray(issue.keys)) {
    return issue.keys.map((key) => `${nameOf(path === "" ? String(key) : `${path}.${key}`)} is not a setting.`);
  }
  return [`${nameOf(path)} ${issue.message.startsWith("Invalid") ? "is not valid" : issue.message}.`];
}

/** What no single setting shows. */
function faultsBetween({ controlPlane, snapshotFolder, signingKeys }: GatewayConfig): string[] {
  if (snapshotFolder !== undefined) {
    return controlPlane ? ["--snapshot serves a folder and needs no GATEHOUSE_CONTROL_PLANE_URL: set only one."] : [];
  }
  if (!controlPlane) return ["GATEHOUSE_CONTROL_PLANE_URL is needed, or --snapshot <folder>."];
  const faults: string[] = [];
  if ((controlPlane.token === undefined) === (controlPlane.tokenFile === undefined)) {
    faults.push("Exactly one of GATEHOUSE_GATEWAY_TOKEN and GATEHOUSE_GATEWAY_TOKEN_FILE is needed.");
  }
  if (Object.keys(signingKeys).length === 0) {
    faults.push("GATEHOUSE_SIGNING_PUBLIC_KEYS is needed: without it no snapshot can be trusted.");
  }
  return faults;
}

function readArguments(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: { config: { type: "string" }, snapshot: { type: "string" } } }).values;
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error)]); // parseArgs only throws what to say
  }
}

function readFile(file: string): Record<string, unknown> {
  let settings: unknown;
  try {
    settings = parseYaml(readFileSync(file, "utf8"), { maxAliasCount: 0 });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new ConfigError([`The configuration file ${file} cannot be read: ${reason}.`]); // I/O and syntax, in words
  }
  if (!isRecord(settings)) throw new ConfigError([`The configuration file ${file} must hold settings by name.`]);
  return settings;
}

function setMember(settings: Record<string, unknown>, path: string, value: string): void {
  const names = path.split(".");
  const last = names.pop() ?? path;
  let at = settings;
  for (const name of names) {
    const inner = at[name];
    const next = isRecord(inner) ? inner : {};
    at[name] = next;
    at = next;
  }
  at[last] = value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
