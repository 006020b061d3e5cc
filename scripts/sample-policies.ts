import { App, aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import { AwsEncryption, AwsWorkloadIdentity } from '../lib/aws';

/** Account, region and environment that the documents are written with. */
export const SAMPLE = { partition: 'aws', account: '111122223333', region: 'eu-central-1', environmentId: 'acme' };
export const KEY_ARN = `arn:aws:kms:${SAMPLE.region}:${SAMPLE.account}:key/KEY-ID`;

/** Statements for a key of the customer's, as JSON. */
export function ownKeyStatements(): string {
  const stack = sampleStack();
  const statements = AwsEncryption.keyPolicy(stack, { environmentId: SAMPLE.environmentId });
  return json(
    stack,
    statements.map((statement) => statement.toStatementJson()),
  );
}

/** Trust policies by the roles that have them, as JSON. */
export function trustPolicies(): Record<string, string> {
  const stack = sampleStack();
  const identity = new AwsWorkloadIdentity(stack, 'WorkloadIdentity', {
    environmentId: SAMPLE.environmentId,
    identities: [
      { name: 'pods', kind: 'workload', namespace: 'NAMESPACE', serviceAccount: 'SERVICE-ACCOUNT', capabilities: [] },
    ],
    encryptionKey: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN),
    bucketArn: () => '',
    nodeShell: false,
    flowLogs: true,
  });
  const roles: [string, iam.IRole | undefined][] = [
    ['`cluster`', identity.cluster],
    ['`nodes`', identity.nodes],
    ['`flow-logs`', identity.flowLogs],
    ['`vpc-cni`', identity.addOns['vpc-cni']],
    ['`ebs-csi`', identity.addOns['ebs-csi']],
    ['workloads and cluster services', identity.identities.pods],
  ];
  return Object.fromEntries(
    roles.map(([name, role]) => {
      if (!(role instanceof iam.Role)) throw new Error(`custody makes no role for ${name}`);
      return [name, json(stack, role.assumeRolePolicy)];
    }),
  );
}

function sampleStack(): Stack {
  const { account, region } = SAMPLE;
  return new Stack(new App({ analyticsReporting: false }), 'Sample', { env: { account, region } });
}

function json(stack: Stack, value: unknown): string {
  return JSON.stringify(stack.resolve(value), flatten, 2);
}

/** References as text, for reading. */
function flatten(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('Fn::Join' in value)) return value;
  const [separator, parts] = value['Fn::Join'] as [string, (string | { Ref: string })[]];
  return parts
    .map((part) => (typeof part === 'string' ? part : part.Ref === 'AWS::Partition' ? 'aws' : `<${part.Ref}>`))
    .join(separator);
}
