import { describe, expect, it } from "vitest";
import { matchMixture, parseTemplate } from "./template.ts";

describe("parseTemplate", () => {
  it.each([
    ["/{id", "without its partner"],
    ["/a}b", "without its partner"],
    ["/{a}{b}", "without a text between"],
    ["/{a}/{a}", "comes twice"],
  ])("says why %s is no template", (template, reason) => {
    expect(parseTemplate(template)).toContain(reason);
  });
});

describe("matchMixture", () => {
  it.each([
    [["", ".json"], "report.json", ["report"]],
    [["", ".json"], ".json", undefined],
    [["", ".json"], "report.xml", undefined],
    [["", "-", ""], "a-b-c", ["a", "b-c"]],
    [["v", ".", ""], "v1.2", ["1", "2"]],
    [["v", ".", ""], "v.2", undefined],
    [["", ":cancel"], "42:cancel", ["42"]],
    [["a", "a"], "a", undefined],
  ])("%j on %s gives %j", (literals, text, expected) => {
    expect(matchMixture(literals, text)).toEqual(expected);
  });
});
