import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { run } from '../../processes';
import { temporaryFolder } from '../../temporary';
import { type Answer, Resources } from './resources';

/** Who plans: made up, as everything is that this says. */
const CLIENT = '33333333-4444-5555-6666-777777777777';
const TENANT = '77777777-8888-9999-0000-111111111111';
/** In the year 2100. */
const FAR_AHEAD = 4_102_444_800;
/** What a stack of ours may ask the subscription to offer: all that the provider of the bootstrap registers. */
const NAMESPACES = [
  'Microsoft.Authorization',
  'Microsoft.Compute',
  'Microsoft.ContainerService',
  'Microsoft.KeyVault',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network',
  'Microsoft.Resources',
  'Microsoft.Storage',
  'microsoft.insights',
];

/** Hosts of services, which are no part of the management API. */
const SERVICES = ['*.vault.azure.net', '*.blob.core.windows.net', '*.queue.core.windows.net'];

/**
 * Azure's management API on loopback, as far as the provider asks it: where the cloud is, a token, what the subscription
 * offers, and resources that somebody has put there. Services themselves are closed, as those of custody are.
 */
export class ManagementApi {
  public static async start(): Promise<ManagementApi> {
    const folder = temporaryFolder('management-api');
    const certificate = join(folder, 'certificate.pem');
    const key = join(folder, 'key.pem');
    await run(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'],
        ...['-keyout', key, '-out', certificate],
        ...[
          '-subj',
          '/CN=localhost',
          '-addext',
          `subjectAltName=${['localhost', ...SERVICES].map((name) => `DNS:${name}`).join()}`,
        ],
      ],
      { cwd: folder, env: process.env },
    );
    const api = new ManagementApi(certificate, readFileSync(key));
    await Promise.all([listen(api.tokens), listen(api.resources)]);
    return api;
  }

  /** What was asked of the management API and is not there: `GET /subscriptions/...`. */
  public readonly missing: string[] = [];
  /** What was asked of services, all of it in vain: `GET kv.vault.azure.net/keys/data`. */
  public readonly refused: string[] = [];
  private readonly made = new Resources();
  private readonly tokens: Server;
  private readonly resources: ReturnType<typeof createTlsServer>;

  private constructor(
    private readonly certificate: string,
    key: Buffer,
  ) {
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.once('end', () => {
        const { status, body } = this.answer(request, Buffer.concat(chunks).toString('utf8'));
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    };
    this.tokens = createServer(answer).on('connect', (_, socket: Socket) => this.lead(socket));
    this.resources = createTlsServer({ key, cert: readFileSync(certificate) }, answer);
  }

  /** What the provider block of a stack needs beside what it says. */
  public get provider(): object {
    return {
      use_cli: false,
      use_msi: true,
      client_id: CLIENT,
      msi_endpoint: `http://127.0.0.1:${portOf(this.tokens)}/token`,
      metadata_host: `localhost:${portOf(this.resources)}`,
    };
  }

  /** What Terraform needs in its environment. Certificates of the system still count. */
  public get env(): Readonly<Record<string, string>> {
    return {
      SSL_CERT_FILE: this.certificate,
      // Whatever host the provider calls, the call ends here.
      HTTPS_PROXY: `http://127.0.0.1:${portOf(this.tokens)}`,
      NO_PROXY: 'localhost,127.0.0.1',
    };
  }

  public end(): void {
    this.tokens.close();
    this.resources.close();
  }

  /** Whatever host somebody wants to be connected to, it is this one. */
  private lead(socket: Socket): void {
    const here = connect(portOf(this.resources), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(here).pipe(socket);
    });
    for (const end of [socket, here]) end.on('error', () => undefined);
  }

  private answer({ method = '', url = '', headers }: IncomingMessage, body: string): Answer {
    const { pathname } = new URL(url, 'http://localhost');
    const path = pathname.replace(/^\/+/, '/').replace(/\/$/, '');
    const host = headers.host?.replace(/:\d+$/, '') ?? '';
    if (host !== 'localhost' && host !== '127.0.0.1') {
      this.refused.push(`${method} ${host}${path}`);
      return { status: 403, body: { error: { code: 'Forbidden', message: 'closed' } } };
    }
    if (path === '/token') {
      return { status: 200, body: { access_token: token(), token_type: 'Bearer', expires_in: '86400' } };
    }
    if (path === '/metadata/endpoints') {
      return { status: 200, body: cloudAt(`https://localhost:${portOf(this.resources)}`) };
    }
    if (/^\/subscriptions\/[^/]+\/providers$/.test(path))
      return { status: 200, body: { value: NAMESPACES.map(registered) } };
    const made = this.made.answer(method, path, body === '' ? {} : JSON.parse(body));
    if (made !== undefined) return made;
    this.missing.push(`${method} ${path}`);
    return { status: 404, body: { error: { code: 'ResourceNotFound', message: 'nothing is here' } } };
  }
}

/** A token that nobody has signed. */
function token(): string {
  const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = { oid: CLIENT, appid: CLIENT, tid: TENANT, exp: FAR_AHEAD };
  return [encoded({ alg: 'none', typ: 'JWT' }), encoded(claims), 'unsigned'].join('.');
}

/** https://learn.microsoft.com/rest/api/resources/ says nothing of it: the provider's sources do. */
function cloudAt(address: string): object {
  return {
    name: 'AzureCloud',
    resourceManager: address,
    microsoftGraphResourceId: address,
    authentication: { loginEndpoint: address, audiences: [address], tenant: 'common', identityProvider: 'AAD' },
    suffixes: { storage: 'core.windows.net', keyVaultDns: 'vault.azure.net' },
  };
}

function registered(namespace: string): object {
  return { namespace, registrationState: 'Registered', resourceTypes: [] };
}

function listen(server: Server | ReturnType<typeof createTlsServer>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function portOf(server: Server | ReturnType<typeof createTlsServer>): number {
  return (server.address() as AddressInfo).port;
}
