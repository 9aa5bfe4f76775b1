import { Problem } from "../contract/problem.ts";

interface Question {
  name: string;
  label: string;
  required: boolean;
}

/** Every required question has an answer, and nothing is answered that was not asked. */
export function assertAnswers(questions: Question[], answers: Record<string, string>): void {
  const asked = new Set(questions.map(({ name }) => name));
  const missing = questions.filter(({ name, required }) => required && !answers[name]);
  const errors = [
    ...missing.map(({ name, label }) => ({ pointer: `/answers/${name}`, detail: `is needed: ${label}` })),
    ...Object.keys(answers)
      .filter((name) => !asked.has(name))
      .map((name) => ({ pointer: `/answers/${name}`, detail: "is not asked" })),
  ];
  if (errors.length > 0) throw new Problem("invalid-input", "The answers do not fit the plan's questions.", { errors });
}

/** Whoever asks for a product with terms of use must have accepted the ones that hold now. */
export function assertTermsAccepted(product: { terms: string; termsVersion: number }, accepted: number | undefined) {
  if (product.terms === "" || accepted === product.termsVersion) return;
  const detail = `is not ${product.termsVersion}, the version of the terms of use that holds now`;
  throw new Problem("invalid-input", "The terms of use are not accepted.", {
    errors: [{ pointer: "/acceptedTermsVersion", detail }],
    termsVersion: product.termsVersion,
  });
}
