import { AddressInfo, connect, createServer, Server, Socket } from 'net';

/** Milliseconds that bytes are on their way, each way: as far as a function is from its cluster, in one Region. */
const WAY = 1;

/** An address of an API server behind which it is as far away as over a network: what goes there and what comes back is under way for a while. */
export class DistantEndpoint {
  public static async to(endpoint: string): Promise<DistantEndpoint> {
    const { hostname, port } = new URL(endpoint);
    const sockets = new Set<Socket>();
    const server = createServer((near) => {
      const far = connect(Number(port), hostname);
      for (const [from, to] of [[near, far], [far, near]]) {
        sockets.add(from);
        from.setNoDelay(true);
        // Timers of one length fire in the order in which they were set.
        from.on('data', (chunk) => setTimeout(() => to.write(chunk), WAY));
        from.on('end', () => setTimeout(() => to.end(), WAY));
        from.on('error', () => to.destroy());
        from.on('close', () => {
          sockets.delete(from);
          to.destroySoon();
        });
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new DistantEndpoint(server, sockets);
  }

  public readonly url: string;

  private constructor(private readonly server: Server, private readonly sockets: Set<Socket>) {
    this.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.close();
    for (const socket of this.sockets) { socket.destroy(); }
  }
}
