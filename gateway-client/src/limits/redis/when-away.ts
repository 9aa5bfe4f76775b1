/** What a gateway does with a check that the store does not answer: its share of the limit, every call, or none. */
export const whenAway = ["local", "open", "closed"] as const;

export type WhenAway = (typeof whenAway)[number];
