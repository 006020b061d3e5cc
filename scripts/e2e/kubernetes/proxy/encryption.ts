import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { renderCertificateRenewal } from '../../../../lib/kubernetes/proxy/certificate-renewal';
import type { HaproxyConfiguration } from '../../../../lib/kubernetes/proxy/haproxy-configuration';
import { run } from '../../processes';
import { eventually } from '../eventually';
import { connectAsClient } from './proxy-header';
import { Session } from './session';
import { userFolder } from './unprivileged';

const HOST = 'frontend.acme.riverbed.example.com';
const PATIENCE_SECONDS = 3;
/** It looks every 10 s. */
const RENEWED_SECONDS = 15;

/** A folder as the pod's volume shows the secret: certificate and key in one place, replaced together. */
export class Certificate {
  public static async make(): Promise<Certificate> {
    const certificate = new Certificate(userFolder('tls'));
    await certificate.renew();
    return certificate;
  }

  private constructor(private readonly folder: string) {}

  public get file(): string {
    return join(this.folder, 'tls.pem');
  }

  /** The configuration with this certificate in place of the pod's. */
  public usedBy(configuration: HaproxyConfiguration): HaproxyConfiguration {
    const renewal = { program: join(this.folder, 'certificates.lua'), socket: join(this.folder, 'haproxy.sock') };
    writeFileSync(renewal.program, renderCertificateRenewal([this.file], renewal.socket));
    const listeners = configuration.listeners.map((listener) => ({ ...listener, certificates: [this.file] }));
    return { ...configuration, listeners, renewal };
  }

  /** Signs itself anew with a new key. */
  public async renew(): Promise<void> {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${this.file}.key`];
    const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`, '-days', '1'];
    const place = { cwd: this.folder, env: process.env };
    await run('openssl', ['req', '-x509', ...key, ...subject, '-out', this.file], place);
    // As Kubernetes mounts it: others than its owner may read it.
    chmodSync(`${this.file}.key`, 0o644);
  }
}

/** Queries through TLS, and again after the certificate was renewed. @returns what was seen */
export async function useCertificate(port: number, certificate: Certificate): Promise<string> {
  const first = await encrypted(port, certificate);
  const session = await Session.start(first, PATIENCE_SECONDS);
  const [[sum] = []] = await session.query('select 6 * 7');
  if (sum !== '42') throw new Error(`6 * 7 is ${sum}`);
  const version = first.getProtocol();
  const old = first.getPeerX509Certificate()?.fingerprint256;
  await certificate.renew();
  const started = Date.now();
  await eventually('the renewed certificate is served', RENEWED_SECONDS, async () => {
    try {
      const socket = await encrypted(port, certificate);
      socket.destroy();
      return socket.getPeerX509Certificate()?.fingerprint256 === old ? 'it is the old one' : undefined;
    } catch (error) {
      return String(error);
    }
  });
  const seconds = (Date.now() - started) / 1000;
  await session.query('select 1');
  session.end();
  return `${version}; a renewed certificate is served after ${seconds.toFixed(0)} s, and open sessions go on`;
}

/** TLS behind the load balancer's header, with this certificate as the only one that is trusted. */
async function encrypted(port: number, certificate: Certificate): Promise<TLSSocket> {
  const socket = await connectAsClient(port);
  return new Promise((resolve, reject) => {
    const ca = readFileSync(certificate.file);
    const tls = connect({ socket, servername: HOST, ca }, () => resolve(tls));
    tls.once('error', (error) => {
      socket.destroy();
      reject(error);
    });
  });
}
