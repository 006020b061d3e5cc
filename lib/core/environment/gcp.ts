import { z } from 'zod';
import { strict, text } from '../schema';
import { common, existingCommon, newNetwork } from './common';

const existingGcp = strict({
  ...existingCommon,
  hostProject: z
    .string()
    .optional()
    .describe('Host project of a Shared VPC.\n\n@default - the network is in `project`'),
  network: z.string().describe('Name of the VPC network.'),
  nodeSubnet: z.string().describe('Name of the subnet for nodes.'),
  podRange: z.string().describe('Name of its secondary range for pods.'),
  serviceRange: z.string().describe('Name of its secondary range for services.'),
  privateServiceConnectSubnet: z
    .string()
    .optional()
    .describe('Name of the Private Service Connect subnet.\n\n@default - none'),
}).meta({ title: 'ExistingVpcNetwork' });

/** An environment on Google Cloud. */
export const gcpEnvironment = strict({
  cloud: z.literal('gcp').describe('Google Cloud.'),
  project: text(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'be a project id', 'use the id, not the number').describe(
    'Project id.',
  ),
  projectNumber: text(/^\d{6,20}$/, 'be a project number', 'write it in quotes').describe('Project number.'),
  region: text(/^[a-z]+-[a-z]+\d+$/, 'be a region', 'write it like europe-west1').describe('Region.'),
  ...common,
  network: z
    .discriminatedUnion('kind', [newNetwork, existingGcp])
    .prefault({})
    .describe('The network: a new one, or one of yours.'),
  administrators: z
    .array(
      text(
        /^(group|user|serviceAccount):[^\s@]+@[^\s@]+$/,
        'be an IAM member',
        'write it like group:platform@example.com',
      ),
    )
    .default([])
    .describe('IAM members of the customer that administer the cluster.'),
  releaseChannel: z
    .enum(['RAPID', 'REGULAR', 'STABLE', 'EXTENDED'])
    .default('REGULAR')
    .describe('Release channel of the cluster.'),
  backend: z
    .discriminatedUnion('type', [
      strict({
        type: z.literal('gcs').describe('State in a bucket.'),
        bucket: z.string().describe('Bucket.'),
        prefix: z.string().default('byoc').describe('Prefix.'),
      }).meta({ title: 'GcsBackend' }),
      strict({ type: z.literal('local').describe('State in a file.') }).meta({ title: 'LocalBackend' }),
    ])
    .prefault({ type: 'local' })
    .describe('Where Terraform keeps its state.'),
  own: strict({
    encryptionKey: z.string().optional().describe('Resource name of a Cloud KMS key.\n\n@default - custody makes one'),
    buckets: z.record(z.string(), z.string()).default({}).describe("Buckets of yours, by the plan's names."),
    metricsWorkspace: z.string().optional().describe('Project whose metrics workloads may query.\n\n@default - none'),
  })
    .prefault({})
    .describe('What you bring yourself.'),
}).meta({ title: 'GcpEnvironment' });
