import type {
  ContentDescription,
  HeaderDescription,
  OperationDescription,
  ParameterDescription,
  ResponseDescription,
  VersionDescription,
} from "@gatehouse/contract/description.ts";
import { SchemaSet } from "./schema-set.ts";
import { type ValueTypes, valueTypes } from "./value-types.ts";

/** What the API description says of a version, for the policies that go by it. */
export class DescribedVersion {
  readonly schemas: SchemaSet;
  readonly #references: VersionDescription["references"];
  readonly #operations: ReadonlyMap<string, DescribedOperation>;
  readonly #types = new Map<string | undefined, ValueTypes>();

  constructor({ schemas, references, assertsFormats, operations }: VersionDescription) {
    this.schemas = new SchemaSet(schemas, assertsFormats);
    this.#references = references;
    this.#operations = new Map(
      Object.entries(operations).map(([id, operation]) => [id, new DescribedOperation(this, operation)]),
    );
  }

  operation(id: string): DescribedOperation | undefined {
    return this.#operations.get(id);
  }

  /** The key of a schema that a policy names by its JSON Pointer in the description. */
  keyOf(reference: string): string | undefined {
    return Object.hasOwn(this.#references, reference) ? this.#references[reference] : undefined;
  }

  /** How texts are to be understood that a schema describes. */
  typesOf(key: string | undefined): ValueTypes {
    const known = this.#types.get(key);
    if (known !== undefined) return known;
    const found = valueTypes(this.schemas, key === undefined ? true : this.schemas.get(key));
    this.#types.set(key, found);
    return found;
  }
}

/** One operation as the description has it. */
export class DescribedOperation {
  readonly version: DescribedVersion;
  readonly parameters: readonly ParameterDescription[];
  readonly requestBody: { readonly required: boolean; readonly content: readonly ContentDescription[] } | undefined;
  readonly #responses: ReadonlyMap<string, ResponseDescription>;

  constructor(version: DescribedVersion, { parameters, requestBody, responses }: OperationDescription) {
    this.version = version;
    this.parameters = parameters;
    this.requestBody = requestBody;
    this.#responses = new Map(Object.entries(responses ?? {}).map(([status, each]) => [status.toUpperCase(), each]));
  }

  /** Statuses that are described one by one, the smallest first. */
  get statuses(): readonly number[] {
    return [...this.#responses.keys()].filter((status) => /^\d+$/.test(status)).map(Number);
  }

  /** Of the status itself before its class before `default` (OpenAPI 3.1, 4.8.16). */
  response(status: number): ResponseDescription | undefined {
    return this.exactResponse(status) ?? this.#responses.get("DEFAULT");
  }

  /** Of the status or its class. */
  exactResponse(status: number): ResponseDescription | undefined {
    return this.#responses.get(`${status}`) ?? this.#responses.get(`${Math.floor(status / 100)}XX`);
  }

  header(status: number, name: string): HeaderDescription | undefined {
    return this.response(status)?.headers.find((header) => header.name === name);
  }
}
