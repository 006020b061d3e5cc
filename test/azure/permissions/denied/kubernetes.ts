import { CHANGES_CLUSTER, DELETE, MANAGED, REACHES_CLUSTER, READERS, READS_CLUSTER } from './cast';
import { type AzureDenial, denied, deniedInside } from './denial';

const CLUSTERS = 'Microsoft.ContainerService/managedClusters';

/** What is in Kubernetes is not given by Azure, to nobody but the customer's administrators. */
export const kubernetes: readonly AzureDenial[] = [
  denied(
    `${CLUSTERS}/listClusterAdminCredential/action`,
    'takes a certificate of cluster-admin, which no log tells from others',
    REACHES_CLUSTER,
  ),
  denied(`${CLUSTERS}/accessProfiles/listCredential/action`, 'takes the same by an older call', REACHES_CLUSTER),
  denied(
    `${CLUSTERS}/listClusterMonitoringUserCredential/action`,
    'takes a credential that reads objects of the cluster',
    REACHES_CLUSTER,
  ),
  denied(`${CLUSTERS}/managedNamespaces/listCredential/action`, 'takes that of a namespace', REACHES_CLUSTER),
  denied(`${CLUSTERS}/runcommand/action`, 'runs kubectl in the cluster, past its network', REACHES_CLUSTER),
  denied(`${CLUSTERS}/commandResults/read`, 'reads what commands of others printed', READS_CLUSTER),
  denied(`${CLUSTERS}/resetAADProfile/action`, 'has the cluster trust another tenant', CHANGES_CLUSTER),
  denied(`${CLUSTERS}/rotateClusterCertificates/action`, 'stops the cluster for half an hour', CHANGES_CLUSTER),
  denied(`${CLUSTERS}/trustedAccessRoleBindings/write`, 'lets a service of Azure into the cluster', CHANGES_CLUSTER),
  denied(`${CLUSTERS}/extensionaddons/write`, 'puts a program of its own into the cluster', CHANGES_CLUSTER),
  denied(
    `${CLUSTERS}/privateEndpointConnectionsApproval/action`,
    'reaches the API server from a network of its own',
    CHANGES_CLUSTER,
  ),
  denied(`${CLUSTERS}/agentPools/machines/write`, 'puts a machine of its choice into a pool', CHANGES_CLUSTER),
  denied('Microsoft.ContainerService/snapshots/write', 'keeps a copy of the image of a node', CHANGES_CLUSTER),
  deniedInside(`${CLUSTERS}/secrets/read`, "reads the product's passwords and certificates", READS_CLUSTER),
  deniedInside(`${CLUSTERS}/secrets/write`, 'gives the product another certificate, and listens', READS_CLUSTER),
  deniedInside(`${CLUSTERS}/pods/exec/action`, 'opens a shell in a pod that holds data', REACHES_CLUSTER),
  deniedInside(`${CLUSTERS}/pods/write`, 'starts a pod with the service account of its choice', CHANGES_CLUSTER),
  deniedInside(`${CLUSTERS}/pods/read`, 'reads what runs in the cluster, where Kubernetes said no', READS_CLUSTER),
  deniedInside(
    `${CLUSTERS}/rbac.authorization.k8s.io/clusterrolebindings/write`,
    'makes itself an administrator of the cluster',
    READS_CLUSTER,
  ),
  deniedInside(
    `${CLUSTERS}/serviceaccounts/impersonate/action`,
    'becomes a workload, in the cluster and in the cloud',
    READS_CLUSTER,
  ),
  deniedInside(`${CLUSTERS}/users/impersonate/action`, 'acts as anybody in the cluster', READS_CLUSTER),
  denied(`${CLUSTERS}/listClusterUserCredential/action`, 'learns where the API of the cluster is', READS_CLUSTER, [
    ...READERS,
    'support',
  ]),
  denied(`${CLUSTERS}/write`, 'opens the API, or starts nodes, while the customer applies', READS_CLUSTER, MANAGED),
  denied(`${CLUSTERS}/agentPools/write`, 'starts nodes that the customer pays for', READS_CLUSTER, MANAGED),
  denied(`${CLUSTERS}/agentPools/delete`, 'takes nodes away under the product', READS_CLUSTER, MANAGED),
  denied(`${CLUSTERS}/delete`, 'deletes the product with all that is in it', CHANGES_CLUSTER, DELETE),
];
