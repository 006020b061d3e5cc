import { z } from 'zod';
import { cidr, email, nonEmpty, strict, text } from '../schema';
import { common, existingCommon, newNetwork } from './common';

const awsRole = () =>
  text(
    /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):iam::\d{12}:role\/[\w+=,.@/-]{1,128}$/,
    'be the ARN of an IAM role',
    'write it like arn:aws:iam::111122223333:role/platform-admin',
  );

const subnet = strict({
  id: text(/^subnet-[0-9a-f]{8,17}$/, 'be a subnet id', 'write it like subnet-0123456789abcdef0').describe(
    'Id of the subnet.',
  ),
  zone: z.string().describe('Zone the subnet lies in, in the same form as `zones`.'),
  cidr: cidr().describe('Addresses of the subnet.'),
}).meta({ title: 'ExistingSubnet' });

const existingAws = strict({
  ...existingCommon,
  secondaryCidrs: z.array(cidr()).default([]).describe('Further addresses of the network.'),
  vpcId: text(/^vpc-[0-9a-f]{8,17}$/, 'be a VPC id', 'write it like vpc-0123456789abcdef0').describe('Id of the VPC.'),
  privateSubnets: z.array(subnet).describe('Three subnets for nodes and pods, one per zone.'),
  intraSubnets: z
    .array(subnet)
    .default([])
    .describe("Three subnets for the cluster's interfaces.\n\n@default - the private subnets"),
  publicSubnets: z
    .array(subnet)
    .default([])
    .describe('Three subnets for external load balancers, where `publicIngress` is set.'),
  s3Endpoint: z
    .boolean()
    .default(true)
    .describe(
      'Whether the VPC has a gateway endpoint for S3; the boundary then refuses objects to credentials that are used outside your VPCs.',
    ),
}).meta({ title: 'ExistingVpc' });

/** An environment on AWS. */
export const awsEnvironment = strict({
  cloud: z.literal('aws').describe('Amazon Web Services.'),
  account: text(/^\d{12}$/, 'be 12 digits', 'write it in quotes').describe('Account the data plane is installed in.'),
  region: text(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'be a region code', 'write it like eu-central-1').describe('Region.'),
  ...common,
  network: z
    .discriminatedUnion('kind', [newNetwork, existingAws])
    .prefault({})
    .describe('The network: a new one, or one of yours.'),
  administrators: z.array(awsRole()).default([]).describe('IAM roles of the customer that administer the cluster.'),
  own: strict({
    encryptionKey: text(
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
      'be the ARN of a KMS key',
      'use the key ARN, not an alias',
    )
      .optional()
      .describe('KMS key of yours; needs the statements of docs/own-key.md.\n\n@default - custody makes one'),
    permissionsBoundary: text(
      /^arn:aws[a-z-]*:iam::\d{12}:policy\/[\w+=,.@/-]+$/,
      'be the ARN of an IAM policy',
      'write it like arn:aws:iam::111122223333:policy/boundary',
    )
      .optional()
      .describe(
        "Permissions boundary of yours for every role, in place of the bootstrap's.\n\n@default - the bootstrap makes one",
      ),
    roles: z
      .record(z.string(), awsRole())
      .default({})
      .describe(
        'IAM roles of yours: `cluster`, `nodes`, `flow-logs`, `vpc-cni`, `ebs-csi`, and workloads and cluster services by name.',
      ),
    buckets: z
      .record(z.string(), text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'be a bucket name', 'use the name, not the ARN'))
      .default({})
      .describe("Buckets of yours, by the plan's names."),
    metricsWorkspace: text(
      /^arn:aws[a-z-]*:aps:[a-z0-9-]+:\d{12}:workspace\/[\w-]+$/,
      'be the ARN of a workspace',
      'copy it from Amazon Managed Service for Prometheus',
    )
      .optional()
      .describe('Amazon Managed Service for Prometheus workspace that workloads may query.\n\n@default - none'),
  })
    .prefault({})
    .describe('What you bring yourself.'),
  bucketNames: z
    .enum(['generated', 'account-regional'])
    .default('generated')
    .describe(
      "`generated`: a known prefix and a suffix that is new with each install. `account-regional`: fixed names in the account's own namespace.",
    ),
  endpointServices: z
    .array(
      strict({
        component: z.enum(['agent', 'proxy', 'ingress']).describe('Component whose internal load balancer is offered.'),
        principals: nonEmpty(
          text(
            /^arn:aws[a-z-]*:iam::\d{12}:(root|role\/[\w+=,.@/-]+|user\/[\w+=,.@/-]+)$/,
            'be the ARN of an account, role or user',
            'write it like arn:aws:iam::999988887777:root',
          ),
        ).describe('Who may ask for a connection.'),
      }).meta({ title: 'EndpointService' }),
    )
    .default([])
    .describe('Load balancers offered through PrivateLink; each connection must be accepted.'),
  cloudTrail: z
    .boolean()
    .default(false)
    .describe('Whether the account has a CloudTrail trail, which half of the detections need.'),
  detections: strict({
    email: email()
      .optional()
      .describe('Who is told of what the bootstrap detects.\n\n@default - nobody: subscribe to the topic yourself'),
  })
    .prefault({})
    .describe('What becomes of what the bootstrap detects.'),
}).meta({ title: 'AwsEnvironment' });
