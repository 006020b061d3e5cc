import { CAPABILITIES, type CapabilityId, CLUSTER_SERVICES } from '../lib';
import { LEFT_OUT, namesOf, type Permission } from '../lib/aws';
import {
  clusterPermissions,
  flowLogPermissions,
  managedPolicies,
  nodeShellPermissions,
  type RoleContext,
  supportPermissions,
  volumePermissions,
} from '../lib/aws/permissions/roles';
import { workloadPermissions } from '../lib/aws/permissions/workloads';
import { KEY_ARN, ownKeyStatements, SAMPLE, trustPolicies } from './sample-policies';

const TARGETS: Readonly<Record<string, string>> = {
  bucket: 'data',
  'metrics-workspace': `arn:aws:aps:${SAMPLE.region}:${SAMPLE.account}:workspace/WORKSPACE-ID`,
  'telemetry-queue': `arn:aws:sqs:${SAMPLE.region}:999988887777:QUEUE`,
  'telemetry-billing': 'VENDOR-BUCKET/PREFIX/',
  'dns-zone': 'ZONE-ID',
};

/** Documents that a security reviewer reads, made from the same records as the policies. */
export function permissionDocuments(): [string, string][] {
  return [
    ['docs/permissions.md', permissions()],
    ['docs/own-key.md', ownKey()],
  ];
}

function permissions(): string {
  const names = namesOf(SAMPLE.environmentId);
  const context: RoleContext = {
    ...SAMPLE,
    keyArn: KEY_ARN,
    clusterName: names.cluster,
    flowLogGroup: names.logGroups.flow,
  };
  const capabilities = (Object.keys(CAPABILITIES) as CapabilityId[]).map((id) => {
    const { reason, target } = CAPABILITIES[id];
    const users = Object.entries(CLUSTER_SERVICES).filter(([, { identity }]) => identity?.capability === id);
    const records = workloadPermissions(
      [{ id, reason, ...(target === 'none' ? {} : { target: TARGETS[target] ?? '' }) }],
      {
        ...context,
        neededBy: id,
        environmentId: SAMPLE.environmentId,
        bucketArn: (bucket) => `arn:aws:s3:::${names.bucketPrefix(bucket)}-SUFFIX`,
      },
    );
    const who =
      users.length > 0
        ? `Only for the cluster service ${users.map(([name]) => `\`${name}\``).join(', ')}.`
        : 'For workloads of the plan.';
    return `### \`${id}\`\n\nA pod with it ${reason}. ${who}\n\n${table(records)}`;
  });
  const builtIn: [string, readonly Permission[]][] = [
    ['cluster', clusterPermissions(context)],
    ['nodes', nodeShellPermissions()],
    ['flow-logs', flowLogPermissions(context)],
    ['vpc-cni', []],
    ['ebs-csi', volumePermissions(context)],
    ['support', supportPermissions(context)],
  ];
  return `# Permissions

Every permission of every role that custody makes, written for environment \`${SAMPLE.environmentId}\` in account
${SAMPLE.account}, ${SAMPLE.region}. Rendered by \`npm run render\` from the records that the policies are compiled from; do not
edit. Roles lie under \`/byoc/env/<env>/<cluster|nodes|pods|logs|support>/\` and are named \`<env>-<role>\`. Each has the boundary
\`byoc-<env>-boundary\` that the bootstrap makes ([security.md](security.md)), or yours.

## Roles that every installation has

${builtIn.map(([name, records]) => `### \`${name}\`\n\n${managed(name)}${records.length === 0 ? '' : table(records)}`).join('\n')}
\`support\` ends by itself: from the expiry on it cannot be assumed, and every AWS call of an open session is denied. A
Kubernetes token that was made before lives on: a session of one hour makes tokens, each good for a quarter of an hour, and
the call behind them (\`sts:GetCallerIdentity\`) cannot be denied. To end that at once, remove \`access.supportExpiresAt\` and deploy: the access entry goes.

## Who may assume them

The trust as custody writes it. \`support\` trusts the plan's support principals, with the external id and until the expiry.
Each pod role has its own namespace and service account.

${Object.entries(trustPolicies())
  .map(([name, policy]) => `### Trust of ${name}\n\n\`\`\`json\n${policy}\n\`\`\`\n`)
  .join('\n')}
A role of your own (\`own.roles\` in the environment, prop \`roles\` of \`AwsCustody\`) is used as it is: give it the trust and the
permissions that stand here; custody adds nothing to it.

## Capabilities

What a plan asks for in \`workloads[].capabilities\`, and what cluster services get. No service, no role.

${capabilities.join('\n')}
## Left out, and why

What comparable products ask for (\`s3:*\` and the like) beyond the capabilities above. No role has it.

| action | why not |
| --- | --- |
${LEFT_OUT.map(({ action, why }) => `| \`${action}\` | ${why} |`).join('\n')}
`;
}

function managed(role: string): string {
  return managedPolicies(role)
    .map(({ name, reason }) => `AWS managed policy \`${name}\`: ${reason}.\n\n`)
    .join('');
}

function table(records: readonly Permission[]): string {
  const rows = records.map(({ actions, resources, conditions, reason, wildcard }) => {
    const cells = [
      actions.map(code).join('<br>'),
      resources.map(code).join('<br>') + (wildcard === undefined ? '' : `<br>(${wildcard})`),
      conditions === undefined
        ? ''
        : Object.entries(conditions)
            .map(
              ([operator, keys]) =>
                `${operator}: ${Object.entries(keys)
                  .map(([key, value]) => code(`${key} = ${value}`))
                  .join(', ')}`,
            )
            .join('<br>'),
      reason,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `| actions | resources | conditions | why |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function ownKey(): string {
  return `# Your own key

A KMS key of yours (\`own.encryptionKey\` in the environment, or prop \`encryptionKey\` of \`AwsCustody\`) needs the statements
below in its policy, with your account, region and environment. In CDK they are \`AwsEncryption.keyPolicy(scope, { environmentId })\`:

\`\`\`text
for (const statement of AwsEncryption.keyPolicy(this, { environmentId: 'acme' })) key.addToResourcePolicy(statement);
\`\`\`

The key must be symmetric, in the installation's region and account. What the policy says:

- administrators of the account manage the key and cannot decrypt with it, unless an own statement of yours lets them;
- the installation's roles decrypt, if their IAM policies say so too: pods through S3 only, the cluster by itself;
- EC2 uses the key for volumes, CloudWatch Logs for the two log groups, EKS for Kubernetes secrets;
- nobody else in the account decrypts, also not by a grant or an IAM policy of a later day.

It does not stop who may write this policy, who may create a role under the installation's paths (under
\`/byoc/env/<env>/pods/\` it decrypts what S3 lets it read, under \`/byoc/env/<env>/cluster/\` everything), nor who may attach a volume of the installation to an instance of
their own. A grant can be made through any AWS service that acts for a caller of this account, not only through EKS, which
supports no narrower condition; within the account the last statement holds against such grants too.

Choose before the first install: the key of a cluster cannot be changed, and \`own.encryptionKey\` set or removed later
would ask for a new one.

\`\`\`json
${ownKeyStatements()}
\`\`\`

To see what your key has: \`aws kms get-key-policy --key-id <arn> --policy-name default --output text\`.
`;
}
