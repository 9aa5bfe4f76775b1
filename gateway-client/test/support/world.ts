import { afterEach } from "vitest";
import { type FakeControlPlane, startControlPlane } from "./control-plane.ts";
import { type GatewayInput, type GatewayProcess, startGateway } from "./gateway.ts";
import { type BuiltSnapshot, buildSnapshot, type SnapshotInput } from "./snapshot.ts";
import { until } from "./until.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

/** Everything around a gateway under test. It is gone after each test. */
export interface World {
  controlPlane(...input: Parameters<typeof startControlPlane>): Promise<FakeControlPlane>;
  upstream(...input: Parameters<typeof startUpstream>): Promise<Upstream>;
  gateway(input?: GatewayInput): Promise<GatewayProcess>;
  /** Control plane with a snapshot, upstream and a gateway that serves. */
  serving(
    input?: GatewayInput & { snapshot?: Partial<SnapshotInput>; answer?: Parameters<typeof startUpstream>[0] },
  ): Promise<Serving>;
  /** Called at the end. */
  defer(work: () => unknown): void;
}

export interface Serving {
  controlPlane: FakeControlPlane;
  upstream: Upstream;
  gateway: GatewayProcess;
  /** A snapshot in front of this upstream. */
  build(generation: number, changes?: Partial<SnapshotInput>): BuiltSnapshot;
}

/** Call it once at the top of a test file. */
export function useWorld(): World {
  const deferred: (() => unknown)[] = [];
  afterEach(async () => {
    for (const work of deferred.splice(0).reverse()) await work();
  });
  const keep = <Made>(made: Made, end: () => unknown): Made => {
    deferred.push(end);
    return made;
  };
  const world: World = {
    defer: (work) => deferred.push(work),
    async controlPlane(...input) {
      const made = await startControlPlane(...input);
      return keep(made, made.close);
    },
    async upstream(...input) {
      const made = await startUpstream(...input);
      return keep(made, made.close);
    },
    async gateway(input) {
      const made = await startGateway(input);
      return keep(made, () => made.kill("SIGKILL"));
    },
    async serving({ snapshot = {}, answer, ...input } = {}) {
      const upstream = await world.upstream(answer);
      const controlPlane = await world.controlPlane();
      const build: Serving["build"] = (generation, changes = {}) =>
        buildSnapshot({ ...snapshot, ...changes, generation, backendUrl: upstream.url });
      controlPlane.publish(build(1));
      const gateway = await world.gateway({ controlPlaneUrl: controlPlane.url, ...input });
      await until("the gateway is ready", gateway.isReady);
      return { controlPlane, upstream, gateway, build };
    },
  };
  return world;
}
