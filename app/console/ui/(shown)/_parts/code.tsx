import { CodeBlock } from "#components/ui/code-block.tsx";
import { CodeTabs } from "#components/ui/code-tabs.tsx";
import { Columns, Part } from "./part.tsx";

const curl = `curl https://api.northwind.example/orders/v2/orders \\
  -H "x-api-key: $NORTHWIND_KEY" \\
  -H "content-type: application/json" \\
  -d '{"customerId":"7b0d","lines":[{"sku":"TEA-250","quantity":2}]}'`;

const javascript = `const answer = await fetch("https://api.northwind.example/orders/v2/orders", {
  method: "POST",
  headers: { "x-api-key": process.env.NORTHWIND_KEY },
});`;

const order = `{
  "id": "ord_8Zk2",
  "state": "placed",
  "total": { "amount": 1180, "currency": "EUR" }
}`;

export function Code() {
  return (
    <Part title="Code">
      <Columns>
        <CodeTabs
          label="Samples"
          samples={[
            { title: "curl", language: "shell", code: curl },
            { title: "JavaScript", language: "javascript", code: javascript },
          ]}
        />
        <CodeBlock
          title="201 Created"
          language="json"
          code={order}
          details={
            <>
              <span>86 ms</span>
              <span>312 B</span>
            </>
          }
        />
      </Columns>
    </Part>
  );
}
