import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { declareOutputs } from '../../terraform/installation';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { deploymentContext } from '../permissions/deployment/context';
import { GcpBootstrap, type GcpBootstrapProps } from './bootstrap';
import { bootstrapOutputs } from './outputs';
import type { VendorIdentity } from './vendor-access';

/** The bootstrap of an installation as a stack, applied with the customer's own rights: backend and outputs are set here. */
export class GcpBootstrapStack extends InstallationStack {
  public readonly bootstrap: GcpBootstrap;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(scope, id, props, 'bootstrap');
    this.bootstrap = new GcpBootstrap(this, 'Bootstrap', gcpBootstrapProps(props.config));
    declareOutputs(this, bootstrapOutputs(this.bootstrap));
  }
}

/** What the bootstrap takes from a configuration. */
export function gcpBootstrapProps(config: DataPlaneConfig<'gcp'>): GcpBootstrapProps {
  const { environment, plan } = config;
  const { mode, allowInstall, allowDelete } = environment.access;
  const context = deploymentContext(config);
  const vendor = identityOf(plan.vendor.gcp);
  return {
    context,
    projectNumber: environment.projectNumber,
    access: { mode, allowInstall, allowDelete },
    ...(vendor === undefined ? {} : { vendor }),
    dataAccessLogs: environment.dataAccessLogs,
    optionalApis: [
      ...(environment.binaryAuthorization === 'off' ? [] : (['binaryauthorization.googleapis.com'] as const)),
      ...(environment.nodeShell ? (['iap.googleapis.com'] as const) : []),
      ...(context.googleApisEndpoint || context.controlPlaneEndpoint
        ? (['servicedirectory.googleapis.com'] as const)
        : []),
    ],
  };
}

/** The configuration has exactly one of the three. */
function identityOf(vendor: DataPlaneConfig<'gcp'>['plan']['vendor']['gcp']): VendorIdentity | undefined {
  if (vendor?.serviceAccount !== undefined) return { serviceAccount: vendor.serviceAccount };
  if (vendor?.awsRole !== undefined) return { awsRole: vendor.awsRole };
  if (vendor?.oidc === undefined) return undefined;
  const { issuer, subject, audience } = vendor.oidc;
  return { oidc: { issuer, subject, ...(audience === undefined ? {} : { audience }) } };
}
