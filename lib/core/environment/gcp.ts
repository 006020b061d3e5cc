import { z } from 'zod';
import { GOOGLE_ADDRESS } from '../google-address';
import { nonEmpty, strict, text, whole } from '../schema';
import { common } from './common';
import { bucketName, projectId } from './gcp-names';
import { existingGcpNetwork, newGcpNetwork } from './gcp-network';

/** What of the cluster only Google Cloud lets a customer choose. */
const cluster = {
  apiEndpoint: z
    .enum(['dns', 'ip'])
    .default('dns')
    .describe(
      "How the Kubernetes API is addressed. `dns`: by a name of Google's, which answers on the internet to whom IAM lets connect; by address as well only where `kubernetesApi` names networks. `ip`: by address only.",
    ),
  releaseChannel: z
    .enum(['RAPID', 'REGULAR', 'STABLE', 'EXTENDED'])
    .default('REGULAR')
    .describe(
      "Release channel of the cluster. GKE upgrades along it; the plan's Kubernetes version is where it starts.",
    ),
  binaryAuthorization: z
    .enum(['off', 'project-policy'])
    .default('off')
    .describe('Whether the Binary Authorization policy of the project decides which images may run.'),
  clusterDns: z
    .enum(['kube-dns', 'cloud-dns'])
    .default('kube-dns')
    .describe('What answers DNS queries of pods. A change takes effect on new nodes only.'),
  nodeUpgrades: z
    .enum(['surge', 'blue-green'])
    .default('surge')
    .describe('How nodes are replaced: one at a time, or by a second set of nodes, which needs addresses for both.'),
  workloadLogs: z.boolean().default(true).describe('Whether what pods print goes to Cloud Logging of the project.'),
  managedPrometheus: z
    .boolean()
    .default(false)
    .describe('Whether Managed Service for Prometheus collects metrics in the cluster.'),
};

/** An environment on Google Cloud. */
export const gcpEnvironment = strict({
  cloud: z.literal('gcp').describe('Google Cloud.'),
  project: projectId().describe(
    'Project id. Give each installation a project of its own: in one project, IAM cannot tell workloads of two clusters apart that have the same namespace and service account.',
  ),
  projectNumber: text(/^\d{6,20}$/, 'be a project number', 'write it in quotes').describe('Project number.'),
  region: text(/^[a-z]+-[a-z]+\d+$/, 'be a region', 'write it like europe-west1').describe('Region.'),
  ...common,
  network: z
    .discriminatedUnion('kind', [newGcpNetwork, existingGcpNetwork])
    .prefault({})
    .describe('The network: a new one, or one of yours.'),
  administrators: z
    .array(
      text(
        new RegExp(`^(group|user|serviceAccount):${GOOGLE_ADDRESS}$`),
        'be an IAM member',
        'write it like group:platform@example.com',
      ),
    )
    .default([])
    .describe('IAM members of the customer that administer the cluster.'),
  ...cluster,
  endpointServices: z
    .array(
      strict({
        component: z.enum(['agent', 'proxy', 'ingress']).describe('Component whose internal load balancer is offered.'),
        projects: nonEmpty(projectId()).describe('Projects that may connect.'),
        connectionLimit: whole(1, 1000, 'connections')
          .default(10)
          .describe('Most connections of one project; each takes an address of the Private Service Connect subnet.'),
      }).meta({ title: 'GcpEndpointService' }),
    )
    .default([])
    .describe('Load balancers offered through Private Service Connect.'),
  dataAccessLogs: z
    .array(
      z.enum([
        'storage.googleapis.com',
        'cloudkms.googleapis.com',
        'container.googleapis.com',
        'iam.googleapis.com',
        'sts.googleapis.com',
      ]),
    )
    .default([])
    .describe(
      'Services of which the bootstrap turns Data Access audit logs on; it replaces what the project has set for them.',
    ),
  backend: z
    .discriminatedUnion('type', [
      strict({
        type: z.literal('gcs').describe('State in a bucket.'),
        bucket: bucketName().describe('Bucket.'),
        prefix: z.string().default('byoc').describe('Prefix.'),
      }).meta({ title: 'GcsBackend' }),
      strict({ type: z.literal('local').describe('State in a file.') }).meta({ title: 'LocalBackend' }),
    ])
    .prefault({ type: 'local' })
    .describe('Where Terraform keeps its state.'),
  own: strict({
    encryptionKey: text(
      /^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/locations\/[a-z0-9-]+\/keyRings\/[\w-]{1,63}\/cryptoKeys\/[\w-]{1,63}$/,
      'be the resource name of a Cloud KMS key',
      'write it like projects/acme-keys/locations/europe-west1/keyRings/data/cryptoKeys/byoc, without version',
    )
      .optional()
      .describe('Resource name of a Cloud KMS key of yours, in the region.\n\n@default - custody makes one'),
    buckets: z.record(z.string(), bucketName()).default({}).describe("Buckets of yours, by the plan's names."),
    metricsWorkspace: projectId().optional().describe('Project whose metrics workloads may query.\n\n@default - none'),
  })
    .prefault({})
    .describe('What you bring yourself.'),
}).meta({ title: 'GcpEnvironment' });
