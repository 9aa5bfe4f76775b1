// Loaded before the programs that `npm start` runs (node --import): ends them when the process that started them is gone,
// also when it was killed. The channel to it closes then; the program gets the time of a stop to finish what it does.
const STOPS_WITHIN_MS = 5_000;

if (process.channel) {
  process.channel.unref();
  process.on("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), STOPS_WITHIN_MS).unref();
  });
}
