import type { Plan } from '../../core/plan/plan';
import type { Parameters } from '../parameters';
import { PATTERNS } from '../patterns';

/** What the template of the bootstrap asks, group by group. */

export function askForInstallation(parameters: Parameters) {
  parameters.group('Installation');
  const environmentId = parameters.ask({
    name: 'EnvironmentId',
    label: 'Name of the installation',
    description: 'Unique in this account. Roles, cluster and buckets are named after it, for good',
    ...PATTERNS.environmentId,
  }).valueAsString;
  const administrators = parameters.askIfAnyOf({
    name: 'ClusterAdministratorArns',
    label: 'Your administrators of the cluster',
    description: 'ARNs of IAM roles of this account, with commas. Nobody else can be made an administrator',
    ...PATTERNS.role,
  });
  return { environmentId, administrators };
}

export function askForVendor(parameters: Parameters, vendor: Plan['vendor']['aws']) {
  parameters.group('Vendor');
  const mode = parameters.ask({
    name: 'Mode',
    label: 'Who executes changes',
    description: 'managed: the vendor. approved: the vendor proposes, you execute. self-managed: no vendor access',
    choices: ['approved', 'managed', 'self-managed'],
    fallback: 'approved',
  }).valueAsString;
  const principals =
    vendor?.principals ??
    parameters.ask({
      name: 'VendorPrincipals',
      label: "The vendor's roles",
      description: 'From the vendor: ARNs of its IAM roles or users, with commas',
      ...PATTERNS.principal,
      fallback: '',
      list: true,
    }).valueAsList;
  const externalId = parameters.ask({
    name: 'ExternalId',
    label: 'External id',
    description: 'You make it and tell the vendor: openssl rand -hex 16. Unique to this installation',
    ...PATTERNS.externalId,
    fallback: '',
  }).valueAsString;
  const expiresAt = parameters.askIfAny({
    name: 'VendorAccessExpiresAt',
    label: 'End of vendor access',
    description: 'In UTC, like 2027-01-31T00:00:00Z. A moment in the past ends it at once. Empty: no end by itself',
    ...PATTERNS.moment,
  });
  const artifactPrefix =
    vendor !== undefined
      ? vendor.artifactPrefix
      : parameters.askIfAny({
          name: 'ArtifactPrefix',
          label: "The vendor's templates",
          description: 'From the vendor: where CloudFormation reads templates, bucket/prefix/. Empty: in the call',
          ...PATTERNS.bucketPrefix,
        });
  return { mode, principals, externalId, expiresAt, artifactPrefix };
}

export function askForPhases(parameters: Parameters) {
  parameters.group('Phases: change them in an update of this stack');
  const allowInstall = parameters.askWhether({
    name: 'AllowInstall',
    label: 'Allow install',
    description: 'Make network, cluster and load balancers, open rules. Switch it off after the install',
    fallback: 'true',
  });
  const allowDelete = parameters.askWhether({
    name: 'AllowDelete',
    label: 'Allow delete',
    description: 'Delete VPC, cluster and load balancers. Never data: that is in custody',
    fallback: 'false',
  });
  return { allowInstall, allowDelete };
}

export function askForLimits(parameters: Parameters) {
  parameters.group('What may be built');
  const publicApi = parameters.askWhether({
    name: 'PublicApi',
    label: 'Public Kubernetes API',
    description: 'Whether it may have a public address. IAM cannot see its allow-list',
    fallback: 'false',
  });
  const externalLoadBalancers = parameters.askWhether({
    name: 'ExternalLoadBalancers',
    label: 'Load balancers on the internet',
    description: 'Whether they may be on the internet. IAM cannot see their allow-lists',
    fallback: 'false',
  });
  const vpcId = parameters.askIfAny({
    name: 'VpcId',
    label: 'Your own VPC',
    description: 'The installation then changes no network. Empty: it makes its own',
    ...PATTERNS.vpc,
  });
  const endpointServices = parameters.askIfAnyOf({
    name: 'EndpointServiceNames',
    label: "The vendor's endpoint services",
    description: 'From the vendor: endpoint services to connect to, with commas. Not with your own VPC',
    ...PATTERNS.endpointService,
  });
  return { publicApi, externalLoadBalancers, vpcId, endpointServices };
}

/** @param telemetry where the vendor's telemetry goes, filled in */
export function askForExceptions(
  parameters: Parameters,
  telemetry: { readonly queue?: string | undefined; readonly billing?: string | undefined } = {},
) {
  parameters.group('Your own key and boundary, and exceptions');
  const keyArn = parameters.askIfAny({
    name: 'KeyArn',
    label: 'Your own key',
    description: 'ARN of a KMS key of this account and region; custody needs CDK for it. Empty: custody makes one',
    ...PATTERNS.key,
  });
  const permissionsBoundary = parameters.askIfAny({
    name: 'PermissionsBoundaryArn',
    label: 'Your own boundary',
    description: 'ARN of a policy for the roles made here. Custody needs CDK for it. Empty: none',
    ...PATTERNS.policy,
  });
  const onlyFromNetwork = parameters.askWhether({
    name: 'ObjectsFromNetworkOnly',
    label: 'Objects from your VPCs only',
    description: 'Refuse objects to credentials used elsewhere. Needs an S3 endpoint in the VPC, which a new one has',
    fallback: 'true',
  });
  const telemetryQueue = parameters.askIfAny({
    name: 'TelemetryQueueArn',
    filledIn: telemetry.queue,
    label: 'Queue for state',
    description: 'From the vendor: ARN of the SQS queue that gets the state. Empty: none',
    ...PATTERNS.queue,
  });
  const billingPrefix = parameters.askIfAny({
    name: 'BillingPrefix',
    filledIn: telemetry.billing,
    label: 'Prefix for usage',
    description: 'From the vendor: where usage is written, bucket/prefix/. Empty: none',
    ...PATTERNS.bucketPrefix,
  });
  return { keyArn, permissionsBoundary, onlyFromNetwork, telemetryQueue, billingPrefix };
}
