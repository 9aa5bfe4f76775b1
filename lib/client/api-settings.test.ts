import { expect, test } from "vitest";
import { toCredentials } from "./api-settings.ts";
import { apiSettingsForm } from "./api-settings-checks.ts";

const { contacts } = apiSettingsForm.shape;

test("what is left empty of a contact is not said", () => {
  const written = [{ name: "Orders team", email: " ", url: "" }];
  expect(contacts.parse(written)).toEqual([{ name: "Orders team" }]);
});

test.each([
  [{ name: "", email: "", url: "" }, "name"],
  [{ name: "A", email: "nobody", url: "" }, "email"],
  [{ name: "A", email: "", url: "javascript:alert(1)" }, "url"],
])("%j is told at its place", (contact, field) => {
  expect(contacts.safeParse([contact]).error?.issues[0]?.path).toEqual([0, field]);
});

test("of a form's values only the places of the key become its credentials", () => {
  const values = { name: "Orders", headers: ["x-api-key"], query: [] };
  expect(toCredentials("key", values)).toEqual({ apiKey: { headers: ["x-api-key"], query: [] } });
});
