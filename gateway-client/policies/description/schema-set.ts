import { type JsonSchema, keyOfSchemaUri, SCHEMAS_URI, schemaUri } from "@gatehouse/contract/description.ts";
import { escapeToken, type Fault } from "@gatehouse/contract/faults.ts";
import type { ErrorObject, Options, ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { BodySide } from "../define.ts";
import { formats } from "./formats.ts";
import { linearPattern } from "./pattern.ts";
import { schemaFindings } from "./schema-findings.ts";
import { addUnevaluated } from "./unevaluated.ts";

/** Values longer than this as JSON get their first fault alone: finding all costs memory by the number of faults. */
const ALL_FAULTS_LENGTH_MAX = 64 * 1024;
const FAULTS_MAX = 20;

/**
 * The JSON Schemas of a version (dialect 2020-12). Each is compiled when it is first asked for, because descriptions have thousands
 * and calls use few.
 */
export class SchemaSet {
  readonly #schemas: Readonly<Record<string, JsonSchema>>;
  readonly #assertsFormats: boolean;
  #first: Compiled | undefined;
  #all: Compiled | undefined;

  constructor(schemas: Readonly<Record<string, JsonSchema>>, assertsFormats: boolean) {
    this.#schemas = schemas;
    this.#assertsFormats = assertsFormats;
  }

  get(key: string): unknown {
    return Object.hasOwn(this.#schemas, key) ? this.#schemas[key] : undefined;
  }

  /** What the reference of a schema leads to; undefined where it has none, or one into an `$id` of its own. */
  target(schema: object): unknown {
    const reference: unknown = Reflect.get(schema, "$ref");
    const key = typeof reference === "string" ? keyOfSchemaUri(reference) : undefined;
    return key === undefined ? undefined : this.get(key);
  }

  /** What is wrong with a value, as JSON Pointers into it; nothing when it is valid. */
  faults(key: string, value: unknown, side: BodySide, length: number): Fault[] {
    this.#first ??= this.#compiled(false);
    const faults = this.#first.faults(key, value, side);
    if (faults.length === 0 || length > ALL_FAULTS_LENGTH_MAX) return faults;
    this.#all ??= this.#compiled(true);
    return this.#all.faults(key, value, side);
  }

  /**
   * What the control plane does before it publishes schemas: finds everything for which a compilation could fail. It compiles those
   * alone that nothing else can judge; all of a large description would take ten seconds.
   *
   * @throws Error that says what is wrong with which schema
   */
  assertCompile(): void {
    const compiled = this.#compiled(false);
    compiled.assertWellFormed();
    for (const [key, schema] of Object.entries(this.#schemas)) {
      const { patterns, isIntricate } = schemaFindings(schema);
      explained(key, () => patterns.forEach(linearPattern));
      if (isIntricate) compiled.compile(key);
    }
  }

  #compiled(allErrors: boolean): Compiled {
    const ajv = createAjv(this.#assertsFormats, allErrors);
    addUnevaluated(ajv, (schema) => this.target(schema));
    return new Compiled(ajv, this.#schemas);
  }
}

/** The schemas in one way of compiling them. */
class Compiled {
  readonly #ajv: Ajv2020;
  readonly #root: object;
  readonly #validators = new Map<string, ValidateFunction>();

  constructor(ajv: Ajv2020, schemas: Readonly<Record<string, JsonSchema>>) {
    this.#root = { $id: SCHEMAS_URI, $defs: schemas };
    this.#ajv = ajv;
    this.#ajv.addSchema(this.#root);
  }

  compile(key: string): ValidateFunction {
    const known = this.#validators.get(key);
    if (known !== undefined) return known;
    const validate = explained(key, () => this.#ajv.getSchema(schemaUri(key)));
    if (validate === undefined) throw new Error(`There is no schema ${key}.`);
    this.#validators.set(key, validate);
    return validate;
  }

  faults(key: string, value: unknown, side: BodySide): Fault[] {
    const validate = this.compile(key);
    try {
      if (validate.call(side, value)) return [];
      const errors = validate.errors ?? [];
      // That a branch does not hold says nothing beside what is wrong with it.
      const telling = errors.filter(({ keyword }) => keyword !== "if");
      return (telling.length > 0 ? telling : errors).slice(0, FAULTS_MAX).map(toFault);
    } catch (error) {
      // Schemas that hold themselves follow the value down: one that is too deep for the stack is none to be taken.
      if (error instanceof RangeError) return [{ pointer: "", detail: "nests too deep" }];
      throw error;
    }
  }

  assertWellFormed(): void {
    if (this.#ajv.validateSchema(this.#root) === true) return;
    const [first] = this.#ajv.errors ?? [];
    const [, , key = "", ...rest] = first?.instancePath.split("/") ?? [];
    throw new Error(`The schema ${key} of the description is none: ${rest.join("/")} ${first?.message}.`);
  }
}

function explained<T>(key: string, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    // Ajv says by throwing what is no schema; whose fault it is, it cannot know.
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The schema ${key} of the description cannot be used: ${reason}`, { cause: error });
  }
}

function createAjv(assertsFormats: boolean, allErrors: boolean): Ajv2020 {
  const patterns = Object.assign((source: string) => linearPattern(source), { code: "" });
  const options: Options = {
    allErrors,
    strict: false,
    logger: false,
    addUsedSchema: false,
    validateSchema: false,
    validateFormats: assertsFormats,
    // What `__proto__` or `toString` has inherited is no member of a JSON object.
    ownProperties: true,
    passContext: true,
    code: { regExp: patterns },
  };
  const ajv = new Ajv2020(options);
  for (const [name, format] of formats) ajv.addFormat(name, format);
  // Ajv's own compares each with each: a body of some hundred thousand empty objects would take minutes.
  ajv.removeKeyword("uniqueItems");
  ajv.addKeyword({
    keyword: "uniqueItems",
    type: "array",
    schemaType: "boolean",
    validate: (isUnique: boolean, items: unknown[]) => !isUnique || new Set(items.map(identity)).size === items.length,
    error: { message: "must not have the same item twice" },
  });
  ajv.addKeyword({
    keyword: "x-required-in",
    type: "object",
    validate: areRequiredThere,
    error: { message: "must have every property that is required here" },
  });
  return ajv;
}

/** Equal for equal JSON values. Beyond canonical JSON it takes what a body may hold and JSON has no number for: 1e400. */
function identity(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(identity).join(",")}]`;
  if (typeof value !== "object" || value === null)
    return typeof value === "number" ? `${value}` : JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${identity(member)}`);
  return `{${members.sort().join(",")}}`;
}

/** What is read-only need not be in a request, what is write-only not in an answer. Ajv calls it with the side as `this`. */
function areRequiredThere(this: BodySide, names: Partial<Record<BodySide, string[]>>, value: object): boolean {
  return (names[`${this}`] ?? []).every((name) => Object.hasOwn(value, name));
}

function toFault({ instancePath, keyword, params, message = "is not valid" }: ErrorObject): Fault {
  if (keyword === "additionalProperties" || keyword.startsWith("unevaluated")) {
    const name = String(params.additionalProperty ?? params.unevaluated);
    return { pointer: `${instancePath}/${escapeToken(name)}`, detail: "is not allowed here" };
  }
  if (keyword === "enum") return { pointer: instancePath, detail: `must be one of ${listed(params.allowedValues)}` };
  if (keyword === "const") return { pointer: instancePath, detail: `must be ${listed([params.allowedValue])}` };
  return { pointer: instancePath, detail: message };
}

function listed(values: unknown): string {
  const texts = (Array.isArray(values) ? values : []).slice(0, 10).map((value) => JSON.stringify(value));
  return texts.join(", ").slice(0, 300);
}
