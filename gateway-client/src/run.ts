import process from "node:process";
import type { Logger } from "pino";
import { ConfigError, readConfig } from "./config/read.ts";
import type { GatewayConfig } from "./config/schema.ts";
import { type RunningGateway, startGateway } from "./supervisor/gateway.ts";
import { createLog } from "./supervisor/log.ts";

const EXIT_FAILED = 1;
const EXIT_MISCONFIGURED = 2;

const config = configure();
const log = createLog(config.logLevel, { pid: process.pid });
stopOnSignal(await start(config), log);

function configure(): GatewayConfig {
  try {
    return readConfig(process.env, process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const sentence of error.sentences) console.error(sentence); // before there is a log: for the person who starts it
    process.exit(EXIT_MISCONFIGURED);
  }
}

async function start(config: GatewayConfig): Promise<RunningGateway> {
  try {
    return await startGateway(config, log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error)); // a taken port, an unusable folder: one sentence
    log.debug({ err: error }, "the gateway could not start");
    process.exit(EXIT_FAILED);
  }
}

function stopOnSignal(gateway: RunningGateway, log: Logger): void {
  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isStopping) process.exit(EXIT_FAILED);
    isStopping = true;
    log.info({ signal }, "the gateway stops");
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "the gateway could not stop in order");
        process.exit(EXIT_FAILED);
      },
    );
  };
  process.on("SIGHUP", () => {
    log.info("log files are opened anew");
    gateway.reopenFiles();
  });
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
