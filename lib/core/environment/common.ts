import { z } from 'zod';
import { maintenanceExclusion } from '../maintenance-exclusion';
import { maintenanceWindow } from '../maintenance-window';
import { cidr, email, hostname, moment, name, nonEmpty, strict, text, whole } from '../schema';

/** A network that the data plane makes. */
export const newNetwork = strict({
  kind: z.literal('new').optional().describe('The data plane makes its own network.'),
  cidr: cidr().default('10.0.0.0/16').describe('Addresses of the network.'),
  serviceCidr: cidr()
    .optional()
    .describe('Addresses of Kubernetes services.\n\n@default - 172.20.0.0/16; on GCP a part of the network'),
  peeredCidrs: z
    .array(cidr())
    .default([])
    .describe('Networks that are or will be connected; kept apart, and let in to internal listeners.'),
  nat: z
    .enum(['per-zone', 'single', 'none'])
    .default('per-zone')
    .describe(
      'NAT gateways for outbound traffic. `none`: you route it yourself, for example through a transit gateway.',
    ),
  endpoints: z
    .enum(['gateway', 'private'])
    .default('gateway')
    .describe(
      '`private`: every cloud API the nodes need is reached through private endpoints. Takes a /22 at least on AWS.',
    ),
  flowLogs: z.boolean().default(true).describe('Whether accepted and refused connections are logged.'),
}).meta({ title: 'NewNetwork' });

/** What an existing network says on every cloud. */
export const existingCommon = {
  kind: z.literal('existing').describe('The data plane is put into a network of yours and changes nothing in it.'),
  cidr: cidr().describe('Addresses of the network.'),
  serviceCidr: cidr()
    .optional()
    .describe('Addresses of Kubernetes services.\n\n@default - 172.20.0.0/16; on GCP a part of the network'),
  peeredCidrs: z.array(cidr()).default([]).describe('Networks that are connected; let in to internal listeners.'),
};

/** What every environment says. */
export const common = {
  id: text(
    /^[a-z][a-z0-9]{1,15}$/,
    'be 2 to 16 lower-case letters and digits, starting with a letter, without hyphen',
    'choose another id',
  ).describe(
    'Name of this installation, unique in the account. No hyphen: permissions for byoc-acme-* would also match byoc-acme-eu-*.',
  ),
  zones: z
    .array(z.string())
    .describe(
      'Exactly three zones of the region, by name or all by id. Their order is part of what they make: keep it.',
    ),
  kubernetesApi: z
    .discriminatedUnion('access', [
      strict({
        access: z
          .literal('private')
          .describe('Reached from inside the network only; on Google Cloud also by name, see `apiEndpoint`.'),
        allowedCidrs: z
          .array(cidr())
          .default([])
          .describe('Peered networks that may reach it, for example a VPN; without them only the nodes do.'),
      }).meta({ title: 'PrivateApi' }),
      strict({
        access: z.literal('public').describe('Also reached from the internet, by the allow-list.'),
        allowedCidrs: z.array(cidr()).default([]).describe('Networks that may reach it; 0.0.0.0/0 is refused.'),
      }).meta({ title: 'PublicApi' }),
    ])
    .prefault({ access: 'private' })
    .describe('How the Kubernetes API is reached.'),
  nodeShell: z
    .boolean()
    .default(false)
    .describe(
      "Whether the customer's staff may open a shell or a port-forward on nodes (AWS: Session Manager; Google Cloud: Identity-Aware Proxy).",
    ),
  nodeImage: z
    .enum(['standard', 'bottlerocket'])
    .default('standard')
    .describe(
      "Operating system of the nodes: the cloud's standard image (AWS: Amazon Linux 2023), or Bottlerocket (AWS only).",
    ),
  access: strict({
    mode: z
      .enum(['managed', 'approved', 'self-managed'])
      .default('approved')
      .describe('Who executes changes: the vendor, the customer after review, or the customer alone.'),
    externalId: text(
      /^[\w+=,.@:/-]{16,1224}$/,
      'be 16 to 1224 letters, digits or +=,.@:/-',
      'make one with: openssl rand -hex 16',
    )
      .optional()
      .describe(
        'AWS only: secret-like id that the vendor must present; unique per customer.\n\n@default - none: nobody of the vendor gets in on AWS',
      ),
    vendorExpiresAt: moment()
      .optional()
      .describe("When the vendor's access ends by itself.\n\n@default - it does not end by itself"),
    supportExpiresAt: moment()
      .optional()
      .describe("When the support engineers' access ends by itself.\n\n@default - there is no support access"),
    allowInstall: z
      .boolean()
      .default(true)
      .describe('Whether network, cluster and load balancers may be made; take it away after the install.'),
    allowDelete: z
      .boolean()
      .default(false)
      .describe('Whether network, cluster and load balancers may be deleted; give it before you destroy.'),
  })
    .prefault({})
    .describe('What the vendor may do.'),
  publicIngress: strict({
    allowedCidrs: nonEmpty(cidr()).describe('Networks that may reach external listeners.'),
  })
    .optional()
    .describe(
      "Opens the plan's external listeners to the internet.\n\n@default - closed: there are no external load balancers",
    ),
  listenerAllowLists: z
    .record(z.string(), nonEmpty(cidr()))
    .default({})
    .describe(
      'Clients of single ingress listeners, by name, where not every network that reaches the load balancer may use them.',
    ),
  nodeLimits: z
    .record(
      z.string(),
      strict({
        minNodesPerZone: whole(0, 450, 'nodes').optional().describe("Fewest nodes per zone.\n\n@default - the plan's"),
        maxNodesPerZone: whole(1, 450, 'nodes').optional().describe("Most nodes per zone.\n\n@default - the plan's"),
      }).meta({ title: 'NodeLimits' }),
    )
    .default({})
    .describe(
      "Other limits for the plan's node profiles, by name. On AWS, a change sets the running groups back to their fewest nodes, until the autoscaler adds what is missing.",
    ),
  protection: z
    .boolean()
    .default(true)
    .describe(
      'Protects stacks, cluster and load balancers from deletion together. Deploy with false before you destroy.',
    ),
  dataOnDelete: z
    .enum(['retain', 'destroy'])
    .default('retain')
    .describe('What becomes of key, buckets and logs when custody is destroyed.'),
  logRetentionDays: z
    .literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653])
    .default(90)
    .describe('How long logs are kept, in days.'),
  maintenanceWindows: z
    .array(maintenanceWindow)
    .default([])
    .describe('When upgrades may happen; GKE takes one window, AKS one on one day.\n\n@default - at any time'),
  maintenanceExclusions: z
    .array(maintenanceExclusion)
    .default([])
    .describe('When upgrades must not happen, for example around a holiday.'),
  registry: text(
    /^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[\w./-]+)?$/,
    'be a registry host with an optional path',
    'write it like registry.example.com/mirror',
  )
    .optional()
    .describe("Registry that mirrors every image.\n\n@default - the images' own registries"),
  httpProxy: strict({
    url: text(
      /^https?:\/\/[\w.-]+(:\d+)?\/?$/,
      'be an http or https URL',
      'write it like http://proxy.example.com:3128',
    ).describe('URL of the proxy.'),
    cidrs: z
      .array(cidr())
      .default([])
      .describe(
        "Addresses of the proxy, for network policies, which cannot name hosts.\n\n@default - the address in `url`; for a name, the network's addresses and its peers'",
      ),
    noProxy: z
      .array(z.string())
      .default([])
      .describe("Hosts and networks that are reached directly, beside the cluster's own."),
  })
    .optional()
    .describe('HTTP proxy for outbound traffic.\n\n@default - none'),
  caBundle: text(
    /^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/,
    'be PEM certificates',
    'paste the file with its BEGIN and END lines',
  )
    .optional()
    .describe('Certificates to trust beside the public ones, PEM.\n\n@default - none'),
  dns: strict({
    zoneId: z
      .string()
      .min(1)
      .describe('Id of the DNS zone (Route 53 zone id, Cloud DNS zone name, Azure DNS zone resource id).'),
    domain: hostname().describe('Domain of the zone.'),
    issuer: z
      .discriminatedUnion('kind', [
        strict({
          kind: z.literal('acme').describe('Certificates by ACME, proven by DNS records.'),
          email: email().describe('Address for expiry notices.'),
        }).meta({ title: 'AcmeIssuer' }),
        strict({
          kind: z.literal('own-ca').describe('Certificates by a CA of yours.'),
          secretName: name(63).describe('Kubernetes secret in the cert-manager namespace that holds it.'),
        }).meta({ title: 'OwnCaIssuer' }),
        strict({ kind: z.literal('vendor-ca').describe("Certificates by the vendor's CA.") }).meta({
          title: 'VendorCaIssuer',
        }),
      ])
      .describe("Who issues the certificates of the product's hosts."),
  })
    .optional()
    .describe(
      "DNS zone and issuer of the product's hosts.\n\n@default - none: external-dns and cert-manager cannot run",
    ),
  tags: z
    .record(z.string(), z.string())
    .default({})
    .describe(
      'Tags (labels) for every resource, also for nodes and their volumes. On AWS, a change replaces every node, one after the other.',
    ),
};
