import { expect, test } from "vitest";
import { assertAnswers, assertTermsAccepted } from "./answers.ts";

const questions = [
  { name: "load", label: "Expected load", required: true },
  { name: "cards", label: "Handles card data", required: false },
];

test("answers to all required questions pass", () => {
  expect(() => assertAnswers(questions, { load: "40 calls/min" })).not.toThrow();
});

test.each([
  ["an answer that is missing", {}, "/answers/load"],
  ["an answer that is empty", { load: "" }, "/answers/load"],
  ["an answer to no question", { load: "1", colour: "red" }, "/answers/colour"],
])("%s is pointed at", (_, answers, pointer) => {
  const refusal = expect.objectContaining({
    slug: "invalid-input",
    extensions: { errors: [expect.objectContaining({ pointer })] },
  });
  expect(() => assertAnswers(questions, answers)).toThrow(refusal);
});

test("terms are accepted in the version that holds, and only where there are any", () => {
  expect(() => assertTermsAccepted({ terms: "Be kind.", termsVersion: 2 }, 2)).not.toThrow();
  expect(() => assertTermsAccepted({ terms: "", termsVersion: 1 }, undefined)).not.toThrow();
  for (const accepted of [undefined, 1, 3]) {
    expect(() => assertTermsAccepted({ terms: "Be kind.", termsVersion: 2 }, accepted)).toThrow("not accepted");
  }
});
