import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that a test can cut: what is connected breaks, and nobody gets through until it is mended. */
export interface CutLine {
  port: number;
  /** What is asked still arrives, what is answered is lost. */
  mute(): void;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function layLine(target: { host: string; port: number }): Promise<CutLine> {
  const sockets = new Set<Socket>();
  let muted = false;
  const server = createServer((near) => {
    const far = connect(target.port, target.host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far);
    far.on('data', (answer) => muted || near.write(answer));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    mute() {
      muted = true;
    },
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    mend() {
      muted = false;
      return listen(port);
    },
  };
}
