import { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import { Construct } from 'constructs';
import { Cidr } from '../../core/cidr';
import type { DataPlaneOutputs } from '../../core/outputs';
import { resourcesOf } from '../../terraform/resources-of';
import { namesOf } from '../names';
import { apiServer } from './api-server';
import { checkCluster } from './check-cluster';
import type { AzureClusterProps } from './cluster-props';
import { HARDENING } from './hardening';
import { maintenanceWindows } from './maintenance';
import { nodeConfig } from './node-config';
import { followsChannel } from './upgrades';

/**
 * An AKS cluster whose secrets and disks are encrypted with a key of the installation, and which only Entra lets people
 * into. What cannot change without a new cluster is all written out, so that no later default changes it.
 */
export class AzureCluster extends Construct {
  public readonly resource: KubernetesCluster;
  /** Resource id of the cluster; who uses it waits for the cluster. */
  public readonly clusterId: string;
  /** What the manifests need to know. */
  public readonly outputs: DataPlaneOutputs<'azure'>['cluster'];

  /**
   * @throws Error if the API would be open to a large part of the internet, if nobody could enter, if settings contradict
   * each other, or if the system profile has no machine type
   */
  public constructor(scope: Construct, id: string, props: AzureClusterProps) {
    super(scope, id);
    const { path } = this.node;
    checkCluster(props, path);
    const { custody, kubernetesVersion } = props;
    const { kubeletIdentity } = custody;
    const names = namesOf(props.environmentId, props.subscription);
    const dependsOn = resourcesOf(props.after ?? []);
    this.resource = new KubernetesCluster(this, 'Resource', {
      name: names.cluster,
      resourceGroupName: props.resourceGroup,
      location: props.region,
      nodeResourceGroup: names.nodeGroup,
      dnsPrefix: names.cluster,
      // The tier with an availability that is promised; the free one is for trials.
      skuTier: 'Standard',
      supportPlan: 'KubernetesOfficial',
      kubernetesVersion,
      automaticUpgradeChannel: props.upgradeChannel,
      nodeOsUpgradeChannel: props.nodeOsUpgradeChannel,
      ...maintenanceWindows(props.maintenanceWindow, props.maintenanceExclusions),

      ...apiServer(props.api, props.apiServerSubnet),
      networkProfile: {
        networkPlugin: 'azure',
        networkPluginMode: 'overlay',
        // Cilium enforces network policies by itself. A cluster that began with another one would be replaced.
        networkDataPlane: 'cilium',
        networkPolicy: 'cilium',
        loadBalancerSku: 'standard',
        outboundType: props.outbound === 'nat-gateway' ? 'userAssignedNATGateway' : 'userDefinedRouting',
        ipVersions: ['IPv4'],
        podCidr: props.podCidr,
        serviceCidr: props.serviceCidr,
        dnsServiceIp: dnsAddress(props.serviceCidr),
      },

      azureActiveDirectoryRoleBasedAccessControl: {
        tenantId: props.tenant,
        azureRbacEnabled: true,
        adminGroupObjectIds: [...props.administrators],
      },
      identity: { type: 'UserAssigned', identityIds: [custody.clusterIdentity] },
      kubeletIdentity: {
        userAssignedIdentityId: kubeletIdentity.id,
        clientId: kubeletIdentity.clientId,
        objectId: kubeletIdentity.objectId,
      },
      keyManagementService: {
        keyVaultKeyId: custody.etcdKey,
        keyVaultNetworkAccess: custody.keyVaultIsPrivate ? 'Private' : 'Public',
      },
      diskEncryptionSetId: custody.diskEncryptionSet,
      ...HARDENING,
      azurePolicyEnabled: props.azurePolicy,
      ...(props.defenderWorkspace === undefined
        ? {}
        : { microsoftDefender: { logAnalyticsWorkspaceId: props.defenderWorkspace } }),

      defaultNodePool: {
        ...nodeConfig(props.systemProfile, props, path),
        type: 'VirtualMachineScaleSets',
        // CriticalAddonsOnly=true:NoSchedule, the taint of the system profile; this pool takes no other.
        onlyCriticalAddonsEnabled: true,
      },
      autoScalerProfile: AUTOSCALER,
      tags: { ...props.tags },
      // Draining a node may take an hour, and nodes go one after the other.
      timeouts: { update: '12h', delete: '2h' },
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
      lifecycle: {
        preventDestroy: props.protection,
        ...(followsChannel(props.upgradeChannel) ? { ignoreChanges: LEFT_TO_AKS } : {}),
      },
    });
    this.clusterId = this.resource.id;
    const { access } = props.api;
    this.outputs = {
      name: this.resource.name,
      endpoint: `https://${access === 'private' ? this.resource.privateFqdn : this.resource.fqdn}`,
      version: kubernetesVersion,
      issuer: this.resource.oidcIssuerUrl,
    };
  }
}

/** Like the autoscaler of the other clouds. */
const AUTOSCALER = {
  expander: 'least-waste',
  // Else Terraform would turn AKS's own default around: caches of pods keep their node.
  skipNodesWithLocalStorage: true,
  // Pods of kube-system that tolerate everything would keep every node.
  skipNodesWithSystemPods: false,
};

/** Versions, where AKS goes on to other minor versions than the plan's. */
const LEFT_TO_AKS = ['kubernetes_version', 'default_node_pool[0].orchestrator_version'];

/** The tenth address, which AKS's own clusters have for DNS. */
function dnsAddress(serviceCidr: string): string {
  return Cidr.parse(serviceCidr).part(10, 32).toString().replace('/32', '');
}
