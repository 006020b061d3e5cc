import { CfnOutput, aws_iam as iam, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CAPABILITIES, type CapabilityTarget } from '../../core/capabilities';
import { custodyOutputs } from '../../core/outputs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import type { Identity } from '../../core/workloads';
import { boundaryArn } from '../boundary-context';
import { namesOf, PRODUCT_TAG } from '../names';
import { withOwnRights } from '../own-rights';
import { Parameters, type Question } from '../parameters';
import { PATTERNS } from '../patterns';
import { AwsCustody } from './custody';

export interface AwsCustodyTemplateProps {
  /** Gives the plan, and the answers of its environment to questions that a template does not ask. */
  readonly config: DataPlaneConfig<'aws'>;
}

/** Where capabilities lead in the customer's account, which only the customer knows. */
const TARGETS: Partial<Record<CapabilityTarget, Question>> = {
  'metrics-workspace': {
    name: 'MetricsWorkspaceArn',
    label: 'Prometheus workspace',
    description: 'ARN of the Amazon Managed Service for Prometheus workspace that workloads may query',
    pattern: 'arn:aws[a-z-]*:aps:[a-z0-9-]+:\\d{12}:workspace/[\\w-]+',
    rule: 'the ARN of a workspace',
  },
  'dns-zone': {
    name: 'DnsZoneId',
    label: 'Hosted zone',
    description: "Id of the Route 53 zone of the product's hosts",
    pattern: 'Z[A-Z0-9]{1,31}',
    rule: 'the id of a Route 53 hosted zone, like Z0123456789ABCDEFGHIJ',
  },
};

/** The custody of a plan as a template for all its customers. What the template does not ask is as in the configuration. */
export class AwsCustodyTemplate extends Stack {
  public constructor(scope: Construct, id: string, { config }: AwsCustodyTemplateProps) {
    super(scope, id, {
      description: `Custody of a ${config.plan.product.name} installation: key, buckets, logs and roles. Stays with the customer`,
      synthesizer: withOwnRights(),
    });
    const { environment, plan } = config;
    const parameters = new Parameters(this);
    const environmentId = parameters.group('Installation').ask({
      name: 'EnvironmentId',
      label: 'Name of the installation',
      description: 'The same as in the bootstrap, which must be there already',
      ...PATTERNS.environmentId,
    }).valueAsString;
    parameters.group('What workloads reach');
    const targets = new Map<CapabilityTarget, string>();
    for (const target of targetsOf(config.identities)) {
      const question = TARGETS[target];
      if (question !== undefined) targets.set(target, parameters.ask(question).valueAsString);
    }
    parameters.group("The vendor's support engineers");
    const externalId = parameters.ask({
      name: 'ExternalId',
      label: 'External id',
      description: 'You make it and tell the vendor: openssl rand -hex 16. Empty without support access',
      ...PATTERNS.externalId,
      fallback: '',
    }).valueAsString;
    const supportExpiresAt = parameters.askIfAny({
      name: 'SupportExpiresAt',
      label: 'End of support access',
      description: 'In UTC, like 2027-01-31T00:00:00Z. Empty: support engineers are not let in',
      ...PATTERNS.moment,
    });
    parameters.require('SupportIsKnown', supportExpiresAt, externalId, 'ExternalId is needed with SupportExpiresAt');

    const custody = new AwsCustody(this, 'Custody', {
      environmentId,
      identities: config.identities.map((identity) => withTargets(identity, targets)),
      buckets: plan.buckets,
      bucketNames: environment.bucketNames,
      dataOnDelete: environment.dataOnDelete,
      logRetentionDays: environment.logRetentionDays,
      flowLogs: true,
      nodeShell: environment.nodeShell,
      permissionsBoundary: iam.ManagedPolicy.fromManagedPolicyArn(this, 'Boundary', boundaryArn(this, environmentId)),
      ...(plan.support.aws.length === 0
        ? {}
        : { support: { principals: plan.support.aws, externalId, expiresAt: supportExpiresAt.value } }),
    });
    const supportRole = custody.supportAccess?.role.node.defaultChild;
    if (supportRole instanceof iam.CfnRole) supportRole.cfnOptions.condition = supportExpiresAt.given;
    Tags.of(this).add(PRODUCT_TAG, plan.product.id);
    this.templateOptions.metadata = { 'AWS::CloudFormation::Interface': parameters.interface };
    for (const { name, value, description } of custodyOutputs(custody.outputs)) {
      const exported = name === 'EncryptionKey' ? { exportName: namesOf(environmentId).keyExport } : {};
      new CfnOutput(this, name, { value, description, ...exported });
    }
  }
}

function targetsOf(identities: readonly Identity[]): Set<CapabilityTarget> {
  return new Set(identities.flatMap(({ capabilities }) => capabilities.map(({ id }) => CAPABILITIES[id].target)));
}

function withTargets(identity: Identity, targets: ReadonlyMap<CapabilityTarget, string>): Identity {
  const capabilities = identity.capabilities.map((capability) => {
    const target = targets.get(CAPABILITIES[capability.id].target);
    return target === undefined ? capability : { ...capability, target };
  });
  return { ...identity, capabilities };
}
