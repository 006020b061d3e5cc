import { CA_BUNDLE, type PodDefaults } from './pod-defaults';

/** What a container needs to trust the customer's certificates beside the public ones. */
export interface Trust {
  readonly env: Readonly<Record<string, string>>;
  readonly volumes: readonly { readonly name: string; readonly configMap: { readonly name: string } }[];
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly subPath: string;
    readonly readOnly: true;
  }[];
}

/** Go and OpenSSL read every file of this folder beside the public certificates. */
const FOLDER = '/etc/ssl/certs';
const FILE = `${FOLDER}/byoc-ca.crt`;
const VOLUME = 'ca';

/** Nothing, where the customer has no certificates of its own. Node.js has a list of its own, which a variable adds to. */
export function trustOf({ caBundle }: Pick<PodDefaults, 'caBundle'>): Trust {
  if (caBundle === undefined) return { env: {}, volumes: [], volumeMounts: [] };
  return {
    env: { SSL_CERT_DIR: FOLDER, NODE_EXTRA_CA_CERTS: FILE },
    volumes: [{ name: VOLUME, configMap: { name: CA_BUNDLE.configMap } }],
    volumeMounts: [{ name: VOLUME, mountPath: FILE, subPath: CA_BUNDLE.key, readOnly: true }],
  };
}
