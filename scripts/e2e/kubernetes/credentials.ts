import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who talks to the API server, with the rights that a real cluster gives them. */
const USERS = {
  administrator: { name: 'administrator', groups: ['system:masters'] },
  'controller-manager': { name: 'system:kube-controller-manager', groups: [] },
  scheduler: { name: 'system:kube-scheduler', groups: [] },
} as const;
export type User = keyof typeof USERS;

/** Keys and tokens of one control plane, made for it and gone with its folder. */
export class Credentials {
  /** Where the API server writes its own certificate, which is trusted. */
  public readonly certificates: string;
  public readonly certificate: string;
  /** Files that sign and check the tokens of service accounts. */
  public readonly signingKey: string;
  public readonly checkingKey: string;
  public readonly tokenFile: string;
  private readonly tokens: ReadonlyMap<string, string>;

  public constructor(
    private readonly folder: string,
    private readonly server: string,
  ) {
    this.certificates = join(folder, 'certificates');
    this.certificate = join(this.certificates, 'apiserver.crt');
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.signingKey = this.write('service-account.key', privateKey.export({ type: 'pkcs8', format: 'pem' }));
    this.checkingKey = this.write('service-account.pub', publicKey.export({ type: 'spki', format: 'pem' }));
    this.tokens = new Map(Object.keys(USERS).map((user) => [user, randomUUID()]));
    const lines = Object.entries(USERS).map(
      ([user, { name, groups }]) => `${this.tokens.get(user)},${name},${name},"${groups.join(',')}"\n`,
    );
    this.tokenFile = this.write('tokens.csv', lines.join(''));
  }

  public token(user: User): string {
    return this.tokens.get(user) ?? '';
  }

  /** A file with which kubectl and its like are this user. JSON is YAML too. */
  public kubeconfig(user: User): string {
    const cluster = { server: this.server, 'certificate-authority': this.certificate };
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'e2e', cluster }],
      users: [{ name: user, user: { token: this.token(user) } }],
      contexts: [{ name: 'e2e', context: { cluster: 'e2e', user } }],
      'current-context': 'e2e',
    };
    return this.write(`${user}.kubeconfig`, JSON.stringify(config));
  }

  private write(name: string, content: string | Buffer): string {
    const file = join(this.folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return file;
  }
}
