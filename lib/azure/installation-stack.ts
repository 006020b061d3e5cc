import { AzurermProvider, type AzurermProviderFeatures } from '@cdktf/provider-azurerm/lib/provider';
import { AzurermBackend, LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { identityOutputs } from '../core/outputs';
import type { DataPlaneConfig } from '../core/resolve-config';
import { checkCloud, declareOutputs, type Room } from '../terraform/installation';

export interface InstallationStackProps {
  /** What `resolveConfig` made of plan and environment. */
  readonly config: DataPlaneConfig<'azure'>;
}

/**
 * What Terraform must not do by itself: `features` of the provider of every stack, also of one that is not made here. It
 * guards
 * - the key vault: what is deleted is kept with its name, and is brought back when it is made again, with the data that its
 *   keys encrypt;
 * - resource groups: one in which there is something that Terraform does not know is not deleted;
 * - keys: a template makes them, and Azure Resource Manager could not delete them with it;
 * - storage accounts: nothing is asked of the service in them, which takes private endpoints only, while the machine that
 *   applies is not behind one.
 */
export const AZURE_PROVIDER_FEATURES: AzurermProviderFeatures = {
  keyVault: [
    {
      purgeSoftDeleteOnDestroy: false,
      purgeSoftDeletedKeysOnDestroy: false,
      recoverSoftDeletedKeyVaults: true,
      recoverSoftDeletedKeys: true,
    },
  ],
  resourceGroup: [{ preventDeletionIfContainsResources: true }],
  templateDeployment: [{ deleteNestedItemsDuringDeletion: false }],
  storage: [{ dataPlaneAvailable: false }],
};

/** What all stacks of an installation have in common. Constructs never touch their stack; this does. */
export abstract class InstallationStack extends TerraformStack {
  /**
   * @param resourceProviders services of Azure that the stack turns on in the subscription; bootstrap does for all
   * @throws Error if the configuration is of another cloud
   */
  protected constructor(
    scope: Construct,
    id: string,
    { config }: InstallationStackProps,
    room: Room,
    resourceProviders: readonly string[] = [],
  ) {
    super(scope, id);
    checkCloud(this, config, 'azure');
    const { subscription, tenant, backend } = config.environment;
    new AzurermProvider(this, 'Provider', {
      subscriptionId: subscription,
      tenantId: tenant,
      features: [AZURE_PROVIDER_FEATURES],
      // Accounts refuse their keys.
      storageUseAzuread: true,
      // Else it would register about a hundred, with rights that nobody else needs.
      resourceProviderRegistrations: 'none',
      ...(resourceProviders.length === 0 ? {} : { resourceProvidersToRegister: [...resourceProviders] }),
    });
    // Without a backend of its own, cdktf writes the path of the machine into the stack.
    if (backend.type === 'azurerm') {
      const { resourceGroup, storageAccount, container } = backend;
      new AzurermBackend(this, {
        subscriptionId: subscription,
        tenantId: tenant,
        resourceGroupName: resourceGroup,
        storageAccountName: storageAccount,
        containerName: container,
        key: `byoc/${config.environment.id}/${room}.tfstate`,
        useAzureadAuth: true,
      });
    } else {
      new LocalBackend(this, { path: 'terraform.tfstate' });
    }
    declareOutputs(this, identityOutputs(config));
  }
}
