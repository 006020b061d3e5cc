import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { run } from '../../processes';
import { temporaryFolder } from '../../temporary';

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

/**
 * As much of Azure's management API as the provider asks before a plan, on loopback: where the cloud is, a token, what the
 * subscription offers. It knows no resource, and what it is asked for otherwise it remembers.
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
        ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      ],
      { cwd: folder, env: process.env },
    );
    const api = new ManagementApi(certificate, readFileSync(key));
    await Promise.all([listen(api.tokens), listen(api.resources)]);
    return api;
  }

  /** Requests that nothing was prepared for: `GET /subscriptions/...`. */
  public readonly unexpected: string[] = [];
  private readonly tokens: Server;
  private readonly resources: ReturnType<typeof createTlsServer>;

  private constructor(
    private readonly certificate: string,
    key: Buffer,
  ) {
    const answer = (request: IncomingMessage, response: ServerResponse) => this.answer(request, response);
    this.tokens = createServer(answer);
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
    return { SSL_CERT_FILE: this.certificate };
  }

  public end(): void {
    this.tokens.close();
    this.resources.close();
  }

  private answer({ method = '', url = '' }: IncomingMessage, response: ServerResponse): void {
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const { pathname } = new URL(url, 'http://localhost');
    if (pathname === '/token') say(200, { access_token: token(), token_type: 'Bearer', expires_in: '86400' });
    else if (pathname === '/metadata/endpoints') say(200, cloudAt(`https://localhost:${portOf(this.resources)}`));
    else if (/^\/subscriptions\/[^/]+\/providers$/.test(pathname)) say(200, { value: NAMESPACES.map(registered) });
    else {
      this.unexpected.push(`${method} ${pathname}`);
      say(404, { error: { code: 'ResourceNotFound', message: 'nothing is here' } });
    }
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
