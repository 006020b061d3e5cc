import { createConnection, createServer, type Server, type Socket } from 'node:net';

/** Address of clients behind the load balancer. */
export const CLIENT = '203.0.113.9';
const SIGNATURE = Buffer.from('0d0a0d0a000d0a515549540a', 'hex');
const VERSION_2_PROXY = 0x21;
const TCP_OVER_IPV4 = 0x11;
const ADDRESSES_BYTES = 12;

/** What a load balancer puts first: https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt, section 2.2. */
export function proxyHeader(source: string, sourcePort: number, port: number): Buffer {
  const header = Buffer.alloc(4 + ADDRESSES_BYTES);
  header.writeUInt8(VERSION_2_PROXY, 0);
  header.writeUInt8(TCP_OVER_IPV4, 1);
  header.writeUInt16BE(ADDRESSES_BYTES, 2);
  header.set(source.split('.').map(Number), 4);
  header.set([127, 0, 0, 1], 8);
  header.writeUInt16BE(sourcePort, 12);
  header.writeUInt16BE(port, 14);
  return Buffer.concat([SIGNATURE, header]);
}

/** A connection through a load balancer that says who the client is. */
export function connectAsClient(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // Errors are for whoever reads; without a listener they would end the run.
      socket.on('error', () => undefined);
      socket.write(proxyHeader(CLIENT, socket.localPort ?? 0, port));
      resolve(socket);
    });
  });
}

/** Plays the load balancer for a program that cannot: adds the header and hands everything on. */
export class LoadBalancer {
  public static async start(target: number): Promise<LoadBalancer> {
    const server = createServer({ allowHalfOpen: true }, (client) => {
      const toProxy = createConnection({ port: target, host: '127.0.0.1', allowHalfOpen: true }, () => {
        toProxy.write(proxyHeader(CLIENT, client.remotePort ?? 0, target));
        client.pipe(toProxy).pipe(client);
      });
      toProxy.on('error', () => client.destroy());
      client.on('error', () => toProxy.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LoadBalancer(server);
  }

  public readonly port: number;

  private constructor(private readonly server: Server) {
    const address = server.address();
    this.port = typeof address === 'object' && address !== null ? address.port : 0;
  }

  public end(): void {
    this.server.close();
  }
}
