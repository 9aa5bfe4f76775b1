/**
 * What the threads say of their connections to Redis, in shared memory: each writes a column of its own, the supervisor reads.
 */
const ASKED = 0;
const FAILED = 1;
const WITHOUT = 2;
const IS_AWAY = 3;
const GATEWAYS = 4;
const MEMBERS = 5;
const THREADS_MAX = 64;

export function createLinkState(): SharedArrayBuffer {
  return new SharedArrayBuffer((THREADS_MAX * MEMBERS + 1) * 8);
}

/** How many gateways the control plane knows of; 0 while it has not said so. It stands behind the columns. */
export class FleetSize {
  readonly #place: Float64Array;

  constructor(buffer: SharedArrayBuffer) {
    this.#place = new Float64Array(buffer, THREADS_MAX * MEMBERS * 8, 1);
  }

  read(): number {
    return this.#place[0] ?? 0;
  }

  write(count: number): void {
    this.#place[0] = count;
  }
}

/** One thread's column. */
export class LinkState {
  readonly #column: Float64Array;

  constructor(buffer: SharedArrayBuffer, thread: number) {
    this.#column = new Float64Array(buffer, (thread % THREADS_MAX) * MEMBERS * 8, MEMBERS);
  }

  countAsked(): void {
    this.#add(ASKED);
  }

  countFailed(): void {
    this.#add(FAILED);
  }

  /** A check that was decided without the store. */
  countWithout(): void {
    this.#add(WITHOUT);
  }

  setAway(isAway: boolean): void {
    this.#column[IS_AWAY] = isAway ? 1 : 0;
  }

  setGateways(count: number): void {
    this.#column[GATEWAYS] = count;
  }

  #add(member: number): void {
    this.#column[member] = (this.#column[member] ?? 0) + 1;
  }
}

export interface LinkReport {
  /** Checks sent to the store. */
  readonly asked: number;
  /** Those without an answer in time. */
  readonly failed: number;
  /** Checks decided without the store. */
  readonly decidedWithout: number;
  /** Threads that do without it at the moment. */
  readonly threadsWithout: number;
  /** Gateways that count there; 0 until the store has said so. */
  readonly gateways: number;
}

/** Over all threads. */
export function readLinkState(buffer: SharedArrayBuffer): LinkReport {
  const all = new Float64Array(buffer);
  const column = (member: number) => Array.from({ length: THREADS_MAX }, (_, i) => all[i * MEMBERS + member] ?? 0);
  const sum = (member: number) => column(member).reduce((total, value) => total + value, 0);
  return {
    asked: sum(ASKED),
    failed: sum(FAILED),
    decidedWithout: sum(WITHOUT),
    threadsWithout: sum(IS_AWAY),
    gateways: Math.max(...column(GATEWAYS)),
  };
}
