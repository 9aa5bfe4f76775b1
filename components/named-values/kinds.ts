import type { NamedValueView } from "#lib/policies/view.ts";
import type { Tone } from "../ui/tone.ts";

interface Kind {
  label: string;
  detail: string;
  tone: Tone;
}

export const kinds: Record<NamedValueView["kind"], Kind> = {
  plain: { label: "Text", detail: "Shown here and put into policies as it is.", tone: "neutral" },
  secret: { label: "Secret", detail: "Written once and never shown again; gateways get it encrypted.", tone: "accent" },
  env: { label: "Variable", detail: "Each gateway reads it from its own environment.", tone: "info" },
  file: { label: "File", detail: "Each gateway reads it from a file beside it.", tone: "info" },
};
