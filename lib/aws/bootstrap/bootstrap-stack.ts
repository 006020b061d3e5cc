import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { boundaryContext } from '../boundary-context';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { namesOf, type RoleKind, roleKindOf } from '../names';
import { withOwnRights } from '../own-rights';
import { checkPlace } from '../place';
import { AwsBootstrap, type AwsBootstrapProps } from './bootstrap';
import { bootstrapOutputs } from './outputs';

/**
 * The bootstrap of an installation as a stack: name, tags, protection and outputs are set here. It is deployed with the
 * customer's own rights and needs no `cdk bootstrap`.
 */
export class AwsBootstrapStack extends InstallationStack {
  public readonly bootstrap: AwsBootstrap;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(
      scope,
      id,
      { synthesizer: withOwnRights(), ...props },
      {
        stackName: namesOf(props.config.environment.id).stacks.bootstrap,
        description: 'Who may act in an installation; stays with the customer',
      },
    );
    this.bootstrap = new AwsBootstrap(this, 'Bootstrap', awsBootstrapProps(this, props.config));
    this.declare(bootstrapOutputs(this.bootstrap));
  }
}

/**
 * What the bootstrap takes from a configuration.
 *
 * @throws Error if the scope's stack is not in the environment's account and region
 */
export function awsBootstrapProps(scope: Construct, config: DataPlaneConfig<'aws'>): AwsBootstrapProps {
  checkPlace(scope, config);
  const { environment, plan, network } = config;
  const { access, own, kubernetesApi, administrators } = environment;
  const { vendor } = plan;
  const { ownBuckets, onlyFromNetwork, billingPrefix, telemetryQueue } = boundaryContext(scope, config);
  return {
    environmentId: environment.id,
    mode: access.mode,
    allowInstall: access.allowInstall,
    allowDelete: access.allowDelete,
    publicApi: kubernetesApi.access === 'public',
    externalLoadBalancers: config.externalCidrs.length > 0,
    supportGroup: plan.support.group,
    ownRoles: ownRolesByKind(own.roles),
    ownBuckets,
    onlyFromNetwork,
    ...(administrators.length === 0 ? {} : { administrators }),
    ...(network.kind === 'existing' ? { vpcId: network.vpcId } : {}),
    ...(own.encryptionKey === undefined ? {} : { keyArn: own.encryptionKey }),
    ...(own.permissionsBoundary === undefined ? {} : { permissionsBoundary: own.permissionsBoundary }),
    ...(config.egress.mode === 'private-endpoint' ? { endpointServices: [config.egress.serviceName] } : {}),
    billingPrefix,
    telemetryQueue,
    ...(vendor.aws === undefined || access.externalId === undefined
      ? {}
      : {
          vendor: {
            principals: vendor.aws.principals,
            externalId: access.externalId,
            principalArnLike: vendor.aws.principalArnLike,
            ...(access.vendorExpiresAt === undefined ? {} : { expiresAt: access.vendorExpiresAt }),
            ...(vendor.aws.artifactPrefix === undefined ? {} : { artifactPrefix: vendor.aws.artifactPrefix }),
          },
        }),
  };
}

function ownRolesByKind(roles: Readonly<Record<string, string>>): Partial<Record<RoleKind, string[]>> {
  const byKind: Partial<Record<RoleKind, string[]>> = {};
  for (const [name, arn] of Object.entries(roles)) {
    const kind = roleKindOf(name);
    byKind[kind] = [...(byKind[kind] ?? []), arn];
  }
  return byKind;
}
