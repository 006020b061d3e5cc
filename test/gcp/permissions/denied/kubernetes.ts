import type { Denial } from '../../../support/denials';
import { CHANGES_CLUSTER, DELETE, INSTALL, MANAGED, REACHES_CLUSTER, READS_CLUSTER } from './cast';
import { denied } from './denial';

/** What is in Kubernetes is not given by IAM, to nobody but the customer's administrators. */
export const kubernetes: readonly Denial[] = [
  denied('container.secrets.get', "reads the product's passwords and certificates", READS_CLUSTER),
  denied('container.secrets.list', 'reads all secrets of the cluster in one call', READS_CLUSTER),
  denied('container.secrets.create', 'makes a token secret for any service account, and reads it', READS_CLUSTER),
  denied('container.secrets.update', 'gives the product another certificate, and listens', READS_CLUSTER),
  denied('container.pods.exec', 'opens a shell in a pod that holds data', REACHES_CLUSTER),
  denied('container.pods.attach', 'types into a running program', REACHES_CLUSTER),
  denied('container.pods.portForward', 'connects to a database past every network policy', REACHES_CLUSTER),
  denied('container.pods.proxy', 'calls any port of a pod through the API server', REACHES_CLUSTER),
  denied('container.pods.getLogs', 'reads what programs print, passwords too', REACHES_CLUSTER),
  denied('container.pods.create', 'starts a pod with the service account of its choice', CHANGES_CLUSTER),
  denied('container.daemonSets.create', 'starts a program on every node', CHANGES_CLUSTER),
  denied('container.nodes.proxy', 'calls the kubelet of a node, which runs commands in its pods', READS_CLUSTER),
  denied('container.services.proxy', 'calls any service through the API server', READS_CLUSTER),
  denied('container.clusterRoles.bind', 'binds cluster-admin to itself', READS_CLUSTER),
  denied('container.clusterRoles.escalate', 'writes a role that allows more than it has', READS_CLUSTER),
  denied('container.roles.bind', 'binds every role of a namespace to itself', READS_CLUSTER),
  denied('container.roles.escalate', 'widens a role that it holds', READS_CLUSTER),
  denied('container.clusterRoleBindings.create', 'makes itself an administrator of the cluster', READS_CLUSTER),
  denied('container.serviceAccounts.createToken', 'becomes a workload, in the cluster and in the cloud', READS_CLUSTER),
  denied('container.certificateSigningRequests.approve', 'signs itself a certificate of any group', READS_CLUSTER),
  denied('container.mutatingWebhookConfigurations.create', 'changes every object that others write', READS_CLUSTER),
  denied('container.clusters.impersonate', 'acts as anybody in the cluster', REACHES_CLUSTER),
  denied(
    'container.clusters.getCredentials',
    "takes the cluster's own certificate, which no expiry ends",
    READS_CLUSTER,
  ),
  denied('container.hostServiceAgent.use', 'makes clusters in the network of a host project', READS_CLUSTER),
  denied('container.clusters.list', 'finds every other cluster of the project', READS_CLUSTER),
  denied('container.clusters.connect', 'talks to the Kubernetes API over the internet', READS_CLUSTER, ['support']),
  denied(
    'container.clusters.update',
    'opens the API, or starts nodes, while the customer applies',
    READS_CLUSTER,
    MANAGED,
  ),
  denied(
    'container.clusters.create',
    'makes a second cluster, whose pods IAM takes for those of the first, and which outlives every revocation',
    CHANGES_CLUSTER,
    INSTALL,
  ),
  denied('container.clusters.delete', 'deletes the product with all that is in it', CHANGES_CLUSTER, DELETE),
];
