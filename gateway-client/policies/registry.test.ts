import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { capabilities, policyRegistry } from "./registry.ts";

const beside = (name: string) => new URL(name, import.meta.url);

describe.each([...policyRegistry])("the policy %s", (name, policy) => {
  it("is one file, one test and one page of its name", () => {
    expect(policy.name).toBe(name);
    for (const ending of ["ts", "test.ts", "md"]) expect(existsSync(beside(`${name}.${ending}`))).toBe(true);
  });

  it("has a page with every option, its phase and its sections", () => {
    const page = readFileSync(beside(`${name}.md`), "utf8");
    for (const option of optionsOf(policy.config)) expect(page).toContain(`| \`${option}\` |`);
    for (const section of policy.sections) expect(page).toContain(`\`${section.replace("onError", "on-error")}\``);
    if (policy.sections.includes("inbound")) expect(page).toContain(`**Phase: ${policy.phase}**`.slice(0, -2));
    expect(policy.summary).toMatch(/^[A-Z].*\.$/);
  });

  it("is a capability that a snapshot can require", () => {
    expect(capabilities).toContain(`policy:${name}@${policy.version}`);
  });
});

/** From the JSON Schema that editors are given, which must be there for every policy. */
function optionsOf(config: z.ZodType): string[] {
  const schema = z.toJSONSchema(config, { io: "input" });
  const forms = schema.anyOf ?? [schema];
  return [...new Set(forms.flatMap((form) => Object.keys((typeof form === "object" && form.properties) || {})))];
}
