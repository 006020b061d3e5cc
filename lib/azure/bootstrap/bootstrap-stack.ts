import type { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { declareOutputs } from '../../terraform/installation';
import { InstallationStack, type InstallationStackProps } from '../installation-stack';
import { tagsOf } from '../names';
import { deploymentContext } from '../permissions/deployment/context';
import { AzureBootstrap, type AzureBootstrapProps } from './bootstrap';
import { bootstrapOutputs } from './outputs';
import { type OptionalResourceProvider, REQUIRED_RESOURCE_PROVIDERS } from './resource-providers';
import type { VendorIdentity } from './vendor-access';

/**
 * The bootstrap of an installation as a stack, applied with the customer's own rights: backend, outputs and the services
 * of Azure that are turned on in the subscription are set here.
 */
export class AzureBootstrapStack extends InstallationStack {
  public readonly bootstrap: AzureBootstrap;

  public constructor(scope: Construct, id: string, props: InstallationStackProps) {
    super(scope, id, props, 'bootstrap', resourceProvidersOf(props.config));
    this.bootstrap = new AzureBootstrap(this, 'Bootstrap', azureBootstrapProps(props.config));
    declareOutputs(this, bootstrapOutputs(this.bootstrap));
  }
}

/** What the bootstrap takes from a configuration. */
export function azureBootstrapProps(config: DataPlaneConfig<'azure'>): AzureBootstrapProps {
  const { region, access, timeBoundAssignments, detections } = config.environment;
  const { mode, allowInstall, allowDelete, vendorExpiresAt } = access;
  const vendor = identityOf(config);
  return {
    context: deploymentContext(config),
    region,
    tags: tagsOf(config),
    access: {
      mode,
      allowInstall,
      allowDelete,
      timeBound: timeBoundAssignments,
      ...(vendorExpiresAt === undefined ? {} : { expiresAt: vendorExpiresAt }),
    },
    ...(vendor === undefined ? {} : { vendor }),
    ...(detections.email === undefined ? {} : { detectionsEmail: detections.email }),
  };
}

/** The configuration has one of the two at most. */
function identityOf({ environment, plan }: DataPlaneConfig<'azure'>): VendorIdentity | undefined {
  const { vendorObjectId } = environment;
  if (vendorObjectId !== undefined) return { objectId: vendorObjectId };
  const oidc = plan.vendor.azure?.oidc;
  return oidc === undefined ? undefined : { oidc };
}

function resourceProvidersOf(config: DataPlaneConfig): readonly string[] {
  // A configuration of another cloud is refused by the stack, which asks for these first.
  if (config.cloud !== 'azure') return [];
  const { azurePolicy, defenderWorkspace } = config.environment;
  const optional: OptionalResourceProvider[] = [
    ...(azurePolicy ? (['Microsoft.PolicyInsights'] as const) : []),
    ...(defenderWorkspace === undefined ? [] : (['Microsoft.Security'] as const)),
  ];
  return [...Object.keys(REQUIRED_RESOURCE_PROVIDERS), ...optional];
}
