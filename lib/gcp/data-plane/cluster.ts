import { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster';
import { Token } from 'cdktf';
import { Construct, type IDependable } from 'constructs';
import { isTooLargeForApi } from '../../core/access';
import type { MaintenanceExclusion } from '../../core/maintenance-exclusion';
import type { MaintenanceWindow } from '../../core/maintenance-window';
import type { DataPlaneOutputs } from '../../core/outputs';
import { resourcesOf } from '../../terraform/resources-of';
import { workloadPool } from '../names';
import { apiEndpoints, type GcpApiAccess } from './api-endpoints';
import { HARDENING } from './hardening';
import { maintenancePolicy } from './maintenance';
import type { IGcpNetwork } from './network-contract';
import { nodeConfig } from './node-config';

export interface GcpClusterProps {
  /** Name of the cluster; permissions are written with it. */
  readonly clusterName: string;
  /** Id of the project. */
  readonly project: string;
  /** Region of the control plane. */
  readonly region: string;
  /** Zones of the nodes, by name. */
  readonly zones: readonly string[];
  /** Kubernetes minor version that the cluster starts with, and is raised to: `1.36`. GKE goes on along the channel. */
  readonly kubernetesVersion: string;
  /** Release channel. */
  readonly releaseChannel: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
  /** Where the cluster lies. */
  readonly network: Pick<IGcpNetwork, 'network' | 'nodeSubnet' | 'podRange' | 'serviceRange' | 'controlPlaneSubnet'>;
  /** Most pods on one node, 8 to 256; decides how many addresses each node takes. */
  readonly podsPerNode: number;
  /** Resource name of the key that encrypts what Kubernetes stores: `projects/P/locations/R/keyRings/X/cryptoKeys/Y`. */
  readonly encryptionKey: string;
  /** Address of the service account of the nodes; those that GKE makes with the cluster run as it, too. */
  readonly nodeServiceAccount: string;
  /** How the Kubernetes API is reached, and by whom. */
  readonly api: GcpApiAccess;
  /**
   * When GKE may upgrade, weekly, in UTC.
   *
   * @default - at any time
   */
  readonly maintenanceWindow?: MaintenanceWindow | undefined;
  /** When GKE must not upgrade. */
  readonly maintenanceExclusions: readonly MaintenanceExclusion[];
  /** Whether the project's Binary Authorization policy decides which images may run. */
  readonly binaryAuthorization: 'off' | 'project-policy';
  /** Whether what pods print goes to Cloud Logging. */
  readonly workloadLogs: boolean;
  /** Whether Managed Service for Prometheus collects in the cluster; what it collects is charged. */
  readonly managedPrometheus: boolean;
  /** What answers DNS queries of pods. */
  readonly clusterDns: 'kube-dns' | 'cloud-dns';
  /** Whether Terraform refuses to destroy or replace the cluster. GKE itself knows no such protection. */
  readonly protection: boolean;
  /** Labels of the cluster; GKE hands them on to machines and disks. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * What must be there before the cluster, and goes after it, beside what the other props refer to.
   *
   * @default []
   */
  readonly after?: readonly IDependable[];
}

const CONTROL_PLANE_LOGS = ['APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER'];

/**
 * A GKE cluster whose nodes are private, whose secrets are encrypted, and which only IAM lets people into. What cannot
 * change without a new cluster is all written out, so that no later default changes it.
 */
export class GcpCluster extends Construct {
  public readonly resource: ContainerCluster;
  /** Name of the cluster; who uses it waits for the cluster. */
  public readonly clusterName: string;
  /** What the manifests need to know. */
  public readonly outputs: DataPlaneOutputs<'gcp'>['cluster'];

  /**
   * @throws Error if the API would be open to a large part of the internet
   */
  public constructor(scope: Construct, id: string, props: GcpClusterProps) {
    super(scope, id);
    this.checkApi(props.api);
    const { project, region, network } = props;
    const maintenance = maintenancePolicy(props.maintenanceWindow, props.maintenanceExclusions);
    const dependsOn = resourcesOf(props.after ?? []);
    this.resource = new ContainerCluster(this, 'Resource', {
      project,
      name: props.clusterName,
      location: region,
      nodeLocations: [...props.zones],
      minMasterVersion: props.kubernetesVersion,
      releaseChannel: { channel: props.releaseChannel },
      // Patches come as soon as the channel has them.
      gkeAutoUpgradeConfig: { patchMode: 'ACCELERATED' },
      ...(maintenance === undefined ? {} : { maintenancePolicy: maintenance }),

      network: network.network,
      subnetwork: network.nodeSubnet,
      networkingMode: 'VPC_NATIVE',
      ipAllocationPolicy: {
        clusterSecondaryRangeName: network.podRange,
        servicesSecondaryRangeName: network.serviceRange,
        stackType: 'IPV4',
      },
      defaultMaxPodsPerNode: props.podsPerNode,
      // Dataplane V2: enforces network policies by itself. The `network_policy` block is for the older one.
      datapathProvider: 'ADVANCED_DATAPATH',
      enableIntranodeVisibility: true,
      enableCiliumClusterwideNetworkPolicy: true,
      // Always on: off again would be a new cluster. https://cloud.google.com/kubernetes-engine/docs/how-to/fqdn-network-policies
      enableFqdnNetworkPolicy: true,
      enableL4IlbSubsetting: true,
      // The rules for load balancers are Terraform's.
      disableL4LbFirewallReconciliation: true,
      dnsConfig:
        props.clusterDns === 'cloud-dns'
          ? { clusterDns: 'CLOUD_DNS', clusterDnsScope: 'CLUSTER_SCOPE', clusterDnsDomain: 'cluster.local' }
          : { clusterDns: 'PLATFORM_DEFAULT' },
      ...apiEndpoints(props.api, network.controlPlaneSubnet),

      databaseEncryption: { state: 'ENCRYPTED', keyName: props.encryptionKey },
      workloadIdentityConfig: { workloadPool: workloadPool(project) },
      binaryAuthorization: {
        evaluationMode: props.binaryAuthorization === 'off' ? 'DISABLED' : 'PROJECT_SINGLETON_POLICY_ENFORCE',
      },
      ...HARDENING,

      loggingConfig: {
        enableComponents: ['SYSTEM_COMPONENTS', ...CONTROL_PLANE_LOGS, ...(props.workloadLogs ? ['WORKLOADS'] : [])],
      },
      monitoringConfig: {
        enableComponents: ['SYSTEM_COMPONENTS'],
        managedPrometheus: { enabled: props.managedPrometheus },
        advancedDatapathObservabilityConfig: { enableMetrics: false, enableRelay: false },
      },

      // Nodes come from node pools only. The first ones boot all the same, and an organization may refuse worse ones.
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      nodeConfig: nodeConfig({ serviceAccount: props.nodeServiceAccount, encryptionKey: props.encryptionKey }),

      deletionProtection: props.protection,
      resourceLabels: { ...props.labels },
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
      lifecycle: { preventDestroy: props.protection, ignoreChanges: DECIDED_ONCE },
    });
    this.clusterName = this.resource.name;
    this.outputs = {
      name: this.clusterName,
      endpoint: `https://${this.endpoint(props.api)}`,
      version: props.kubernetesVersion,
      issuer: `https://container.googleapis.com/v1/projects/${project}/locations/${region}/clusters/${props.clusterName}`,
    };
  }

  private checkApi({ access, allowedCidrs }: GcpApiAccess): void {
    const tooLarge = allowedCidrs.filter((cidr) => !Token.isUnresolved(cidr) && isTooLargeForApi(cidr));
    if (tooLarge.length === 0 && (access === 'private' || allowedCidrs.length > 0)) return;
    throw new Error(
      `'api.allowedCidrs' of ${this.node.path} must list the networks that may reach the Kubernetes API, each a /8 or ` +
        `smaller, got ${tooLarge.join(', ') || 'nothing'}; list those that need it, or set access to private`,
    );
  }

  private endpoint({ access, endpoint }: GcpApiAccess): string {
    const { controlPlaneEndpointsConfig, privateClusterConfig } = this.resource;
    if (endpoint === 'dns') return controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint;
    return access === 'private' ? privateClusterConfig.privateEndpoint : privateClusterConfig.publicEndpoint;
  }
}

/**
 * What is decided when the cluster is made, and would replace it where it differs afterwards: the first nodes are gone
 * then, and the subnet of the control plane's address is told to GKE only if it has an address by then.
 */
const DECIDED_ONCE = ['initial_node_count', 'node_config', 'private_cluster_config[0].private_endpoint_subnetwork'];
