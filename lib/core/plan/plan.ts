import { z } from 'zod';
import { CLUSTER_SERVICE_IDS } from '../cluster-services';
import { GOOGLE_ADDRESS } from '../google-address';
import { cidr, hostname, name, nonEmpty, port, strict, text, uuid, whole } from '../schema';
import { capabilitySchema } from './capability';
import { image, pinnedImage, resources } from './container';
import { listenerSchema } from './listener';
import { nodeProfileSchema } from './node-profile';
import { telemetrySchema } from './telemetry';
import { awsPrincipal, vendorSchema } from './vendor';

/** A vendor's product, described once for all customers. */
export const planSchema = strict({
  product: strict({
    id: name(16).describe('Short id of the product.'),
    name: text(/\S/, 'be a name', 'write how customers know the product').describe(
      'Name of the product as customers know it.',
    ),
    version: text(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'be a semantic version', 'write it like 1.4.2').describe(
      'Version of the plan.',
    ),
  }).describe('The product.'),
  vendor: vendorSchema,
  support: strict({
    group: text(
      /^byoc-[a-z0-9-]{1,58}$/,
      'be a Kubernetes group that starts with byoc-: others may have rights already',
      'write it like byoc-support',
    )
      .default('byoc-support')
      .describe("Kubernetes group of the vendor's support engineers."),
    aws: z.array(awsPrincipal()).default([]).describe('IAM principals of the support engineers.'),
    gcp: z
      .array(
        text(
          new RegExp(`^${GOOGLE_ADDRESS}$`),
          'be the address of a Google group',
          'write it like support@example.com, without group:',
        ),
      )
      .default([])
      .describe('Google groups of the support engineers.'),
    azure: z
      .array(uuid())
      .default([])
      .describe("Entra groups of the support engineers, in the customer's tenant, where they are guests."),
  })
    .prefault({})
    .describe('Who may be let in to help, once the customer sets an expiry.'),
  domain: hostname().describe("Domain under which the vendor names the product's hosts."),
  controlPlane: strict({
    hosts: nonEmpty(hostname()).describe('Hosts of the control plane that the agent calls on 443.'),
    cidrs: z.array(cidr()).default([]).describe('Addresses of those hosts, where they are fixed.'),
    privateServices: strict({
      aws: z
        .record(
          z.string(),
          text(
            /^com\.amazonaws\.vpce\.[a-z0-9-]+\.vpce-svc-[0-9a-f]{17}$/,
            'be an endpoint service name',
            'copy it from the endpoint service',
          ),
        )
        .default({})
        .describe('Region to VPC endpoint service name; its private DNS name must be that of `hosts`.'),
      gcp: z
        .record(
          z.string(),
          text(
            /^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/regions\/[a-z0-9-]+\/serviceAttachments\/[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
            'be the resource name of a service attachment',
            'write it like projects/vendor-prod/regions/europe-west1/serviceAttachments/control',
          ),
        )
        .default({})
        .describe('Region to service attachment of Private Service Connect; private DNS zones lead `hosts` there.'),
      azure: z
        .record(
          z.string(),
          text(
            /^[\w-]+\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[a-z0-9]+\.azure\.privatelinkservice$/,
            'be the alias of a Private Link service',
            'copy it from the service',
          ),
        )
        .default({})
        .describe('Region to alias of a Private Link service; private DNS zones lead `hosts` there.'),
    })
      .prefault({})
      .describe('Private endpoint services of the control plane: region to service name, per cloud.'),
    egress: z
      .enum(['private-endpoint', 'cidrs', 'proxy', 'fqdn', 'open'])
      .optional()
      .describe(
        'How the agent reaches the control plane.\n\n@default - the first that the environment allows: private endpoint, cidrs, proxy, fqdn, open',
      ),
  }).describe("The vendor's side."),
  kubernetesVersion: text(/^1\.\d{2}$/, 'be a Kubernetes minor version', 'write it in quotes, like "1.36"')
    .default('1.36')
    .describe('Kubernetes minor version of cluster and nodes.'),
  agent: strict({
    image: image().describe('Container image of the agent.'),
    resources: resources('250m', '512Mi'),
    port: port().default(8080).describe('TCP port on which the agent answers.'),
    secrets: z
      .array(name(63))
      .default([])
      .describe(
        'Secrets in the namespaces of the product that the agent may read and its pods may mount, by name. Every other one stays closed to it.',
      ),
  }).describe("The vendor's controller in the cluster."),
  proxy: strict({
    image: pinnedImage().describe('Container image of HAProxy 2.6 or later, by digest.'),
    resources: resources('400m', '256Mi'),
    maxReplicas: whole(2, 20, 'pods').default(6).describe('Most pods of the proxy; there are at least two.'),
  })
    .optional()
    .describe("TCP proxy from the control plane to the product's services.\n\n@default - no proxy"),
  listeners: z.array(listenerSchema).default([]).describe('What can be reached from outside the cluster.'),
  nodeProfiles: nonEmpty(nodeProfileSchema).describe('Kinds of node for the product, beside the system nodes.'),
  namespaces: z.array(name(63)).default([]).describe('Namespaces of the product beside those of its workloads.'),
  workloads: z
    .array(
      strict({
        name: name(32).describe('Name of the workload; its cloud role is named after it.'),
        namespace: name(63).describe('Kubernetes namespace.'),
        serviceAccount: name(63).describe('Kubernetes service account; exactly this one gets the role.'),
        capabilities: nonEmpty(capabilitySchema).describe('What the workload may do in the cloud.'),
        googleServiceAccount: z
          .boolean()
          .default(false)
          .describe(
            'Google Cloud only: whether the workload gets a Google service account, which some libraries need, for example to sign URLs. Without, IAM knows the Kubernetes service account itself.',
          ),
      }).meta({ title: 'Workload' }),
    )
    .default([])
    .describe('What in the cluster needs a cloud identity.'),
  buckets: z
    .array(
      strict({
        name: name(20).describe('Name of the bucket within the environment.'),
        versioned: z.boolean().default(false).describe('Whether earlier versions of objects are kept for 30 days.'),
      }).meta({ title: 'Bucket' }),
    )
    .default([
      { name: 'data', versioned: false },
      { name: 'state', versioned: true },
    ])
    .describe('Object storage; at least `data` and `state`.'),
  telemetry: telemetrySchema,
  clusterServices: z
    .array(z.enum(CLUSTER_SERVICE_IDS))
    .default(['load-balancer-controller', 'cluster-autoscaler', 'metrics-server'])
    .describe('Services that run in the cluster. No service, no role.'),
}).meta({ title: 'VendorPlan' });

/** A plan with every default filled in. */
export type Plan = z.output<typeof planSchema>;
