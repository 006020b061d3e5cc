import type { CapabilityId } from '../../../lib';
import type { IdentityFact } from '../contract/facts';

export interface Grant {
  readonly action: string;
  readonly resource: string;
  readonly condition: string;
}

/** How a capability is recognised in what a role is granted. Written apart from the library, to compare the two. */
interface Sign {
  readonly id: CapabilityId;
  /** The action without which there is no such capability. */
  readonly decisive: string;
  /** What else comes with it. */
  readonly actions: readonly string[];
  /** Target in the resource of the decisive action. @default - it has none */
  readonly target?: RegExp;
  /** Text that the condition of the decisive action has. @default - any */
  readonly condition?: RegExp;
}

const SIGNS: readonly Sign[] = [
  {
    id: 'private-endpoints:read',
    decisive: 'ec2:DescribeVpcEndpoints',
    actions: ['ec2:DescribeVpcEndpointServices', 'ec2:DescribeSubnets'],
    condition: /aws:RequestedRegion/,
  },
  {
    id: 'metrics:query',
    decisive: 'aps:QueryMetrics',
    actions: ['aps:GetLabels', 'aps:GetMetricMetadata', 'aps:GetSeries'],
    target: /^(arn:aws:aps:.*)$/,
  },
  { id: 'telemetry:queue', decisive: 'sqs:SendMessage', actions: ['sqs:GetQueueUrl'], target: /^(arn:aws:sqs:.*)$/ },
  {
    id: 'targets:register',
    decisive: 'elasticloadbalancing:RegisterTargets',
    actions: [
      'elasticloadbalancing:DeregisterTargets',
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
      'ec2:DescribeAvailabilityZones',
      'ec2:DescribeInstances',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeVpcs',
    ],
    condition: /aws:ResourceTag\/byoc:environment/,
  },
  {
    id: 'nodes:scale',
    decisive: 'autoscaling:SetDesiredCapacity',
    actions: [
      'autoscaling:TerminateInstanceInAutoScalingGroup',
      'autoscaling:DescribeAutoScalingGroups',
      'autoscaling:DescribeAutoScalingInstances',
      'autoscaling:DescribeLaunchConfigurations',
      'autoscaling:DescribeScalingActivities',
      'autoscaling:DescribeTags',
      'ec2:DescribeImages',
      'ec2:DescribeInstanceTypes',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:GetInstanceTypesFromInstanceRequirements',
      'eks:DescribeNodegroup',
    ],
    condition: /aws:ResourceTag\/eks:cluster-name/,
  },
  {
    id: 'dns:records',
    decisive: 'route53:ChangeResourceRecordSets',
    actions: ['route53:ListResourceRecordSets', 'route53:ListHostedZones', 'route53:ListTagsForResources'],
    target: /:hostedzone\/(\w+)$/,
    condition: /^$/,
  },
  {
    id: 'dns:challenges',
    decisive: 'route53:ChangeResourceRecordSets',
    actions: ['route53:ListResourceRecordSets', 'route53:GetChange'],
    target: /:hostedzone\/(\w+)$/,
    condition: /"TXT".*_acme-challenge/,
  },
];
const READ = ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject', 's3:GetObjectVersion', 'kms:Decrypt'];
const WRITE = [
  's3:ListBucketMultipartUploads',
  's3:PutObject',
  's3:DeleteObject',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
  'kms:GenerateDataKey',
];

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

interface Role {
  readonly ManagedPolicyArns?: readonly string[];
  readonly Policies?: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
}

/** What a role may do in the words of core, and what these words do not cover. */
export function capabilitiesOf(
  role: Role,
  bucketArns: ReadonlyMap<string, string>,
): Pick<IdentityFact, 'capabilities' | 'unexplained'> {
  const grants = grantsOf(role);
  const capabilities: string[] = [];
  const explained = new Set<Grant>();
  /** Adds a capability whose grants are these; it is whole if every action is among them. */
  const add = (name: string, actions: readonly string[], found: readonly Grant[]) => {
    const whole = actions.every((action) => found.some((grant) => grant.action === action));
    capabilities.push(whole ? name : `${name}, in part`);
    for (const grant of found) if (actions.includes(grant.action)) explained.add(grant);
  };

  const throughS3 = grants.filter(({ condition }) => /"kms:ViaService":"s3\./.test(condition));
  for (const [arn, name] of bucketArns) {
    const onBucket = grants.filter(({ resource }) => resource === arn || resource === `${arn}/*`);
    const writes = onBucket.some(({ action }) => action === 's3:PutObject');
    if (onBucket.length === 0) continue;
    if (writes) add(`bucket:read-write ${name}`, [...READ, ...WRITE], [...onBucket, ...throughS3]);
    else add(`bucket:read ${name}`, READ, [...onBucket, ...throughS3]);
  }
  for (const grant of grants) {
    const [, prefix] = /^arn:aws:s3:::([^/]+\/.+)\*$/.exec(grant.resource) ?? [];
    if (prefix !== undefined && !explained.has(grant)) add(`telemetry:billing ${prefix}`, ['s3:PutObject'], [grant]);
  }
  for (const { id, decisive, actions, target, condition } of SIGNS) {
    for (const found of grants.filter(({ action }) => action === decisive)) {
      if (condition !== undefined && !condition.test(found.condition)) continue;
      const [, name] = target?.exec(found.resource) ?? [];
      add(name === undefined ? id : `${id} ${name}`, [decisive, ...actions], grants);
    }
  }
  return {
    capabilities,
    unexplained: [
      ...(role.ManagedPolicyArns ?? []),
      ...grants.filter((grant) => !explained.has(grant)).map(({ action, resource }) => `${action} on ${resource}`),
    ],
  };
}

/** Everything a role's own policies allow, action by action. */
export function grantsOf({ Policies = [] }: Role): Grant[] {
  return Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap(
    ({ Effect, Action, Resource, Condition }) => {
      if (Effect !== 'Allow') return [];
      const condition = Condition === undefined ? '' : JSON.stringify(Condition);
      return [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((resource) => ({ action, resource, condition })));
    },
  );
}
