"use client";

import "swagger-ui-react/swagger-ui.css";
import "./try-form.css";
import { type Component, useMemo, useRef } from "react";
import SwaggerUI from "swagger-ui-react";
import { answerText, type Trial, tryRequest } from "#lib/client/trial-fetch.ts";
import type { TryTarget } from "./try-types.ts";

interface TryFormProps {
  document: Record<string, unknown>;
  target: TryTarget;
  keyText: string;
  onTrial(trial: Trial): void;
}

/** The form for parameters and body, drawn by Swagger UI from the operation alone; what it sends goes through the portal. */
export function TryForm({ document, target, keyText, onTrial }: TryFormProps) {
  // Swagger UI reads its properties once: what changes later is reached through here.
  const latest = useRef({ keyText, onTrial });
  latest.current = { keyText, onTrial };
  const plugins = useMemo(() => [onlyTheForm], []);

  async function send(url: string, init: RequestInit): Promise<Response> {
    const key = target.key && { ...target.key, text: latest.current.keyText };
    const trial = await tryRequest({ at: target.at, base: target.base, key }, new Request(url, withoutBodyOfGet(init)));
    latest.current.onTrial(trial);
    return toResponse(trial);
  }

  return (
    <div className="try-form min-w-0">
      <SwaggerUI
        spec={document}
        layout="OnlyTheForm"
        plugins={plugins}
        docExpansion="full"
        defaultModelExpandDepth={0}
        defaultModelsExpandDepth={-1}
        tryItOutEnabled
        supportedSubmitMethods={["get", "put", "post", "delete", "options", "head", "patch"]}
        requestInterceptor={(request) => Object.assign(request, { userFetch: send, credentials: "omit" })}
      />
    </div>
  );
}

/** Everything else of Swagger UI says what the page around says already. */
const onlyTheForm = () => ({
  components: {
    OnlyTheForm: ({ getComponent }: { getComponent(name: string, isContainer: boolean): React.ComponentType }) => {
      const Operations = getComponent("operations", true);
      return (
        <div className="swagger-ui">
          <Operations />
        </div>
      );
    },
  },
  wrapComponents: {
    OperationSummary: nothing,
    OperationServers: nothing,
    responses: nothing,
    liveResponse: nothing,
    TryItOutButton: nothing,
    // it would draw forms and buttons of whoever wrote the description
    Markdown: nothing,
    execute: sendButton,
  },
});

interface ExecuteProps {
  disabled?: boolean;
}

/** What is checked before it sends stays Swagger UI's; the button has the word that the page uses. */
function sendButton(Execute: new (props: ExecuteProps) => Component<ExecuteProps> & { onClick(): void }) {
  return class Send extends Execute {
    override render() {
      return (
        <button type="button" className="btn execute" onClick={this.onClick} disabled={this.props.disabled}>
          Send
        </button>
      );
    }
  };
}

function nothing() {
  return () => null;
}

function withoutBodyOfGet({ method = "GET", headers = {}, body }: RequestInit): RequestInit {
  const takesBody = !/^(get|head)$/i.test(method) && body !== undefined && body !== null;
  return { method, headers, ...(takesBody ? { body } : {}) };
}

/** Swagger UI wants to see an answer, although the page shows it itself. */
function toResponse(trial: Trial): Response {
  if (!trial.isAnswered) return new Response(null, { status: 502 });
  const { status } = trial.answer;
  const isBodiless = status === 204 || status === 304 || status < 200;
  return new Response(isBodiless ? null : answerText(trial.answer), { status: Math.max(200, status) });
}
