import { z } from "zod";

/** What a schema accepts, as a reader sees it: references followed, `allOf` merged, deeper parts asked for when wanted. */
export interface SchemaNode {
  /** In words: `string · uuid`, `array of Line`, `one of`. */
  type: string;
  isNullable: boolean;
  isDeprecated: boolean;
  /** `read` only in answers, `write` only in requests. */
  access: "both" | "read" | "write";
  /** Markdown of a stranger. */
  description: string;
  /** `1 to 200 items`, `≥ 1`. */
  constraints: string[];
  pattern: string | null;
  /** JSON texts. */
  values: string[];
  example: string | null;
  /** Members of an object, entries of a list, kinds of further members: by the name they are shown with. */
  members: SchemaMember[];
  /** `oneOf`, `anyOf` and their kin, each with its branches. */
  choices: SchemaChoice[];
  /** Where the rest of it is read from; null when all of it is here. */
  more: string | null;
}

export interface SchemaMember {
  name: string;
  /** `property` is named by callers, `entry` stands for each entry of a list or each further member, in words. */
  kind: "property" | "entry";
  isRequired: boolean;
  node: SchemaNode;
}

export interface SchemaChoice {
  /** `one of`, `any of`, `not`, `if`. */
  title: string;
  branches: { label: string; node: SchemaNode }[];
}

export const schemaNode: z.ZodType<SchemaNode> = z.object({
  type: z.string(),
  isNullable: z.boolean(),
  isDeprecated: z.boolean(),
  access: z.enum(["both", "read", "write"]),
  description: z.string(),
  constraints: z.array(z.string()),
  pattern: z.string().nullable(),
  values: z.array(z.string()),
  example: z.string().nullable(),
  get members() {
    return z.array(
      z.object({ name: z.string(), kind: z.enum(["property", "entry"]), isRequired: z.boolean(), node: schemaNode }),
    );
  },
  get choices() {
    return z.array(
      z.object({ title: z.string(), branches: z.array(z.object({ label: z.string(), node: schemaNode })) }),
    );
  },
  more: z.string().nullable(),
});

export interface ReferenceParameter {
  name: string;
  place: "path" | "query" | "header" | "cookie";
  isRequired: boolean;
  node: SchemaNode;
  /** What a sample call sends for it. */
  sample: string;
}

export interface ReferenceContent {
  mediaType: string;
  node: SchemaNode | null;
  /** An example as it travels; null where none can be given. */
  example: string | null;
}

export interface ReferenceAnswer {
  /** `200`, `4XX`, `default`. */
  status: string;
  description: string;
  headers: { name: string; node: SchemaNode }[];
  contents: ReferenceContent[];
}

/** All that one operation's page shows of the description. */
export interface OperationReference {
  summary: string;
  description: string;
  parameters: ReferenceParameter[];
  body: { description: string; isRequired: boolean; contents: ReferenceContent[] } | null;
  answers: ReferenceAnswer[];
}
