import type { StoreRules } from "../../policies/answer-rules.ts";
import type { Refusal } from "../../policies/define.ts";

/** Looks on while a backend answers one call, and may put another answer in the place of that one. */
export interface AnswerTap {
  /**
   * The backend's final head, before `outbound`. Where something is given back, that takes the rest of the backend's answer:
   * neither `outbound` nor the caller sees any of it.
   */
  head(status: number, headerLines: readonly string[]): TakenAnswer | undefined;
  /** The policy `cache-store` asks for the answer as it stands now. */
  store(rules: StoreRules): void;
  /** `outbound` is through, and an answer begins that streams to the caller. */
  started(): void;
  /** Part of the body, as it goes on to the caller. */
  data(chunk: Uint8Array): void;
  /** The body was whole; the caller has not got its last bytes yet. */
  end(): void;
  /** There is no (whole) answer. True where the caller has got another one instead of the refusal. */
  failed(refusal: Refusal): boolean;
}

/** Takes a backend's answer that nobody else is to see. */
export interface TakenAnswer {
  data(chunk: Uint8Array): void;
  /** The backend is done: now the caller is answered. */
  end(): void;
}
