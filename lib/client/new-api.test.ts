import { describe, expect, test } from "vitest";
import { newApiForm } from "./new-api-checks.ts";

describe("the form for an import", () => {
  const filled = {
    name: "Orders",
    slug: "orders",
    version: "v1",
    visibility: "public",
    basePath: "/orders",
    hosts: "a.example, b.example",
    scheme: "path",
    schemeName: "",
    access: "key",
    headers: "X-Api-Key, x-other",
    query: "",
    backendChoice: "new",
    backend: "",
    backendName: "Orders",
    backendUrl: "http://orders.internal",
    productChoice: "none",
    product: "",
    productName: "",
  };
  const faults = (more: object) =>
    newApiForm.safeParse({ ...filled, ...more }).error?.issues.map(({ path }) => path.join("/")) ?? [];

  test("reads lists as people write them", () => {
    const form = newApiForm.parse(filled);
    expect(form.hosts).toEqual(["a.example", "b.example"]);
    expect(form.headers).toEqual(["x-api-key", "x-other"]);
  });

  test.each([
    [{ backendUrl: "orders.internal" }, "backendUrl"],
    [{ backendUrl: "" }, "backendUrl"],
    [{ backendName: " " }, "backendName"],
    [{ backendChoice: "existing" }, "backend"],
    [{ productChoice: "existing" }, "product"],
    [{ productChoice: "new" }, "productName"],
    [{ basePath: "orders" }, "basePath"],
    [{ slug: "Orders!" }, "slug"],
  ])("%j is told at %s", (more, field) => {
    expect(faults(more)).toEqual([field]);
  });

  test("asks only for what the choices need", () => {
    expect(faults({ backendChoice: "existing", backend: "orders", backendUrl: "", backendName: "" })).toEqual([]);
  });
});
