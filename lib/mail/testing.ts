import { createServer, type Socket } from "node:net";

export interface MailServer {
  url: string;
  /** Whole messages as they came. */
  received: string[];
  /** Refuses every message from now on, or no longer. */
  refuse: (isRefusing: boolean) => void;
  close: () => Promise<void>;
}

/** As much of a mail server (RFC 5321) as taking a message needs. */
export async function startMailServer(): Promise<MailServer> {
  const received: string[] = [];
  let isRefusing = false;
  const server = createServer((socket) => serve(socket, received, () => isRefusing));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("a port has no number");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    refuse: (next) => {
      isRefusing = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function serve(socket: Socket, received: string[], isRefusing: () => boolean): void {
  let pending = "";
  let message: string | undefined;
  socket.write("220 test\r\n");
  socket.on("error", () => undefined);
  socket.on("data", (chunk) => {
    pending += chunk.toString("utf8");
    for (let end = pending.indexOf("\r\n"); end >= 0; end = pending.indexOf("\r\n")) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 2);
      if (message === undefined) {
        socket.write(answerTo(line, isRefusing()));
        if (/^DATA/i.test(line)) message = "";
      } else if (line === ".") {
        received.push(message);
        message = undefined;
        socket.write("250 taken\r\n");
      } else message += `${line}\n`;
    }
  });
}

function answerTo(line: string, isRefusing: boolean): string {
  if (/^DATA/i.test(line)) return "354 go on\r\n";
  if (/^QUIT/i.test(line)) return "221 bye\r\n";
  return isRefusing && /^RCPT/i.test(line) ? "550 nobody here\r\n" : "250 fine\r\n";
}
