import { workloadPermissions } from '../../../lib/aws/permissions/workloads';
import type { CapabilityId } from '../../../lib/core/capabilities';
import { CAPABILITY_IDS, lines, permissionsOf, ROLE_CONTEXT, WORKLOAD_CONTEXT } from '../../support/permissions';

const KEY = ROLE_CONTEXT.keyArn;
const DATA = 'arn:aws:s3:::acme-data';
const THROUGH_S3 = '{"StringEquals":{"kms:ViaService":"s3.eu-central-1.amazonaws.com"}}';
const IN_REGION = '{"StringEquals":{"aws:RequestedRegion":"eu-central-1"}}';
const ZONE = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';

const READ = [
  `s3:GetBucketLocation ${DATA}`,
  `s3:ListBucket ${DATA}`,
  `s3:GetObject ${DATA}/*`,
  `s3:GetObjectVersion ${DATA}/*`,
  `kms:Decrypt ${KEY} if ${THROUGH_S3}`,
];

/** Every capability, line by line. A change here is a change of what a customer grants. */
const ALLOWED: Readonly<Record<CapabilityId, readonly string[]>> = {
  'bucket:read': READ,
  'bucket:read-write': [
    ...READ,
    `s3:ListBucketMultipartUploads ${DATA}`,
    `s3:PutObject ${DATA}/*`,
    `s3:DeleteObject ${DATA}/*`,
    `s3:AbortMultipartUpload ${DATA}/*`,
    `s3:ListMultipartUploadParts ${DATA}/*`,
    `kms:GenerateDataKey ${KEY} if ${THROUGH_S3}`,
  ],
  'private-endpoints:read': [
    `ec2:DescribeVpcEndpoints * if ${IN_REGION}`,
    `ec2:DescribeVpcEndpointServices * if ${IN_REGION}`,
    `ec2:DescribeSubnets * if ${IN_REGION}`,
  ],
  'metrics:query': ['GetLabels', 'GetMetricMetadata', 'GetSeries', 'QueryMetrics'].map(
    (action) => `aps:${action} arn:aws:aps:eu-central-1:111122223333:workspace/ws-1`,
  ),
  'telemetry:queue': ['GetQueueUrl', 'SendMessage'].map(
    (action) => `sqs:${action} arn:aws:sqs:eu-central-1:999988887777:riverbed-state`,
  ),
  'telemetry:billing': ['s3:PutObject arn:aws:s3:::riverbed-billing/usage/*'],
  'targets:register': [
    ...['RegisterTargets', 'DeregisterTargets'].map(
      (action) =>
        `elasticloadbalancing:${action} arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/*/*` +
        ' if {"StringEquals":{"aws:ResourceTag/byoc:environment":"acme"}}',
    ),
    ...[
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeVpcs',
    ].map((action) => `${action} * if ${IN_REGION}`),
  ],
  'nodes:scale': [
    ...['SetDesiredCapacity', 'TerminateInstanceInAutoScalingGroup'].map(
      (action) =>
        `autoscaling:${action} arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:*:autoScalingGroupName/*` +
        ' if {"StringEquals":{"aws:ResourceTag/eks:cluster-name":"byoc-acme"}}',
    ),
    'eks:DescribeNodegroup arn:aws:eks:eu-central-1:111122223333:nodegroup/byoc-acme/*',
    ...[
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:DescribeAutoScalingInstances',
      'autoscaling:DescribeLaunchConfigurations',
      'autoscaling:DescribeScalingActivities',
      'autoscaling:DescribeTags',
      'ec2:DescribeImages',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:GetInstanceTypesFromInstanceRequirements',
    ].map((action) => `${action} * if ${IN_REGION}`),
  ],
  'dns:records': [
    `route53:ChangeResourceRecordSets ${ZONE}`,
    `route53:ListResourceRecordSets ${ZONE}`,
    'route53:ListHostedZones *',
    'route53:ListTagsForResources *',
  ],
  'dns:challenges': [
    `route53:ChangeResourceRecordSets ${ZONE} if ${JSON.stringify({
      'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsRecordTypes': 'TXT' },
      'ForAllValues:StringLike': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': '_acme-challenge.*' },
      Null: { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': 'false' },
    })}`,
    `route53:ListResourceRecordSets ${ZONE}`,
    'route53:GetChange arn:aws:route53:::change/*',
  ],
};

test.each(CAPABILITY_IDS)('%s allows this and no more', (id) => {
  expect(lines(permissionsOf(id))).toEqual(ALLOWED[id]);
});

describe.each(CAPABILITY_IDS)('%s', (id) => {
  const permissions = permissionsOf(id);

  test('is needed to run, says why, and for whom', () => {
    for (const { phase, reason, neededBy } of permissions) {
      expect([phase, neededBy]).toEqual(['run', 'engine']);
      expect(reason).toMatch(/^[A-Za-z].{9,}[^.]$/);
    }
  });

  test('explains every wildcard, and explains nothing else', () => {
    for (const { actions, resources, wildcard } of permissions) {
      const has = [...actions, ...resources].some((text) => text.includes('*'));
      expect([resources, wildcard !== undefined]).toEqual([resources, has]);
    }
  });

  test('names every action in full', () => {
    expect(
      permissions.flatMap(({ actions }) => actions).filter((action) => !/^[a-z0-9-]+:[A-Za-z]+$/.test(action)),
    ).toEqual([]);
  });
});

test('capabilities add up, each on its own target', () => {
  const both = workloadPermissions(
    [
      { id: 'bucket:read', reason: '', target: 'data' },
      { id: 'bucket:read', reason: '', target: 'state' },
    ],
    WORKLOAD_CONTEXT,
  );
  expect(lines(both)).toEqual([...READ, ...READ.map((line) => line.replaceAll('acme-data', 'acme-state'))]);
});

test('nothing is allowed without capabilities', () => {
  expect(workloadPermissions([], WORKLOAD_CONTEXT)).toEqual([]);
});

test('writes of load balancers and node groups are limited to this installation', () => {
  const other = { ...WORKLOAD_CONTEXT, environmentId: 'other', clusterName: 'byoc-other' };
  for (const id of ['targets:register', 'nodes:scale'] as const) {
    const [write] = permissionsOf(id, other);
    expect(JSON.stringify(write?.conditions)).toContain('other');
    expect(JSON.stringify(write?.conditions)).not.toContain('acme');
  }
});
