import { expect, test } from "vitest";
import { groupForm } from "#lib/client/groups.ts";
import { groupDraft } from "./group-draft.ts";

const draft = groupDraft(groupForm);

test("lines become addresses; empty ones are none", () => {
  const values = { slug: "eu", name: "Europe", publicUrls: " https://a.test \n\nhttps://b.test\n" };
  expect(draft.parse(values)).toEqual({ slug: "eu", name: "Europe", publicUrls: ["https://a.test", "https://b.test"] });
});

test("what is wrong with a line is told at the text, with the number of the line", () => {
  const { error } = draft.safeParse({ slug: "eu", name: "Europe", publicUrls: "https://a.test\nftp://b.test" });
  expect(error?.issues).toMatchObject([{ path: ["publicUrls"], message: "Line 2 is not an http or https address." }]);
});

test("what is wrong elsewhere is told there", () => {
  const { error } = draft.safeParse({ slug: "Not A Slug", name: "Europe", publicUrls: "" });
  expect(error?.issues).toMatchObject([{ path: ["slug"] }]);
});
