import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

export interface FlakyProxy {
  /** The same address through the proxy. */
  url: string;
  /** Breaks every connection and takes no new ones, as a server that is gone. */
  cut(): Promise<void>;
  /** Works again, at the same address. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Stands between a client and the server at `target`, to be cut and mended. */
export async function startFlakyProxy(target: string): Promise<FlakyProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server;
  const listen = (at: number) => new Promise<void>((resolve) => {
    server = createServer((client) => {
      const upstream = connect(Number(port), hostname);
      for (const [one, other] of [[client, upstream], [upstream, client]] as const) {
        sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => { sockets.delete(one); other.destroy(); });
        one.pipe(other);
      }
    });
    server.listen(at, '127.0.0.1', () => resolve());
  });
  const cut = () => new Promise<void>((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
  await listen(0);
  const own = (server!.address() as AddressInfo).port;
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(own);
  return { url: url.href, cut, mend: () => listen(own), close: cut };
}
