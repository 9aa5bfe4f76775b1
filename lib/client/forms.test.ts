import { readdirSync } from "node:fs";
import { expect, it } from "vitest";

const modules = readdirSync(import.meta.dirname).filter((name) => /^(?!.*\.test\.).*\.ts$/.test(name));
const forms = await Promise.all(
  modules.map(async (name) => {
    const exported: Record<string, unknown> = await import(`./${name}`);
    return (
      Object.entries(exported)
        // what has to be told something first is no schema yet
        .filter(([member, form]) => member.endsWith("Form") && (typeof form !== "function" || form.length === 0))
        .map(([member, form]) => [`${name} ${member}`, form] as const)
    );
  }),
);

// A screen takes a schema that cannot be had for a dead network.
it.each(forms.flat())("the checks of %s can be fetched", async (_, form) => {
  const schema = typeof form === "function" ? await form() : form;
  expect(schema).toHaveProperty("safeParse");
});
