import { LOOKS_ELSEWHERE, PROJECT, type ReplacedRole, ROOM } from './replaced-role';

/** What comparable products ask for while an environment is made or deleted. */
export const CREATION_ROLES: readonly ReplacedRole[] = [
  {
    role: 'roles/container.admin',
    replacedBy: 'roles read, run, install and delete of the vendor: the one cluster of the installation, by its name',
    leftOut: [
      {
        permissions: 'container.clusters.connect',
        why: 'the vendor applies no manifests: it need not reach the Kubernetes API',
      },
      {
        permissions: 'container.clusters.getCredentials',
        why: 'certificates and passwords of a cluster; the library makes none',
      },
      { permissions: 'container.clusters.impersonate', why: 'who may be anybody in a cluster is its administrator' },
      { permissions: 'container.secrets.*', why: "secrets of Kubernetes are the customer's and the product's" },
      { permissions: 'container.pods.*', why: 'a shell in a pod has all that the pod has' },
      { permissions: 'container.clusterRoles.*', why: 'who binds or escalates a role has every right in the cluster' },
      { permissions: 'container.roles.*', why: 'the same within a namespace' },
      {
        permissions: 'container.serviceAccounts.*',
        why: 'a token of a service account is all that the workload may do, also in the cloud',
      },
      LOOKS_ELSEWHERE,
      {
        permissions: 'container.*',
        why: 'every other object of Kubernetes: manifests are applied by the customer or by the agent, with rights of Kubernetes',
      },
      { permissions: 'cloudkms.*', why: 'keys are made by custody, by the customer' },
      { permissions: 'recommender.*', why: 'advice on a cluster is for its owner' },
      PROJECT,
    ],
  },
  {
    role: 'roles/compute.networkAdmin',
    replacedBy:
      'roles read, install and delete of the vendor: network, subnets, router, NAT and addresses; nothing in a network of yours but the use of its subnet',
    leftOut: [
      { permissions: 'compute.networks.addPeering', why: 'a peering leads out of the network, or into another one' },
      { permissions: 'compute.networks.removePeering', why: 'it cuts off what the customer connected' },
      { permissions: 'compute.networks.updatePeering', why: 'it changes which routes the customer hands to others' },
      { permissions: 'compute.networks.mirror', why: 'a mirror copies all traffic to somebody else' },
      { permissions: 'compute.subnetworks.mirror', why: 'the same, of one subnet' },
      { permissions: '*.setIamPolicy', why: 'who writes a policy can let anybody in' },
      { permissions: '*.getIamPolicy', why: 'who may do what in the project is for the customer to know' },
      { permissions: 'compute.routes.*', why: 'a route can lead traffic past every rule; the default one is enough' },
      { permissions: 'compute.vpnTunnels.*', why: 'a tunnel leads out of the network' },
      { permissions: 'compute.vpnGateways.*', why: 'the same' },
      { permissions: 'compute.interconnects.*', why: 'the same, by cable' },
      { permissions: 'compute.interconnectAttachments.*', why: 'the same' },
      { permissions: 'compute.serviceAttachments.*', why: 'GKE publishes load balancers, as the manifests say' },
      {
        permissions: 'compute.instances.*',
        why: "nodes are GKE's; their console and attributes tell of the workloads",
      },
      {
        permissions: 'servicenetworking.*',
        why: 'it peers the network with others, for services that the data plane has none of',
      },
      { permissions: 'networkconnectivity.*', why: 'it connects networks of other projects and places' },
      { permissions: 'networksecurity.*', why: 'gateways and inspection of traffic; the data plane has none' },
      { permissions: 'networkservices.*', why: 'meshes and gateways of Google; the data plane has none' },
      { permissions: 'networkmanagement.*', why: 'tests of connections; Terraform runs none' },
      { permissions: 'trafficdirector.*', why: 'configuration of meshes; the data plane has none' },
      LOOKS_ELSEWHERE,
      {
        permissions: 'compute.*',
        why: 'load balancers and what belongs to them: GKE makes them, from Services of the manifests',
      },
      ROOM,
      PROJECT,
    ],
  },
  {
    role: 'roles/compute.securityAdmin',
    replacedBy:
      "roles read, install and delete of the vendor: firewall rules of the installation's network, by the beginning of their names",
    leftOut: [
      { permissions: 'compute.packetMirrorings.*', why: 'a mirror copies all traffic to somebody else' },
      { permissions: '*.setIamPolicy', why: 'who writes a policy can let anybody in' },
      {
        permissions: 'compute.firewallPolicies.*',
        why: "they rule over every network that they are tied to, also the customer's",
      },
      { permissions: 'compute.regionFirewallPolicies.*', why: 'the same, in one region' },
      {
        permissions: 'compute.securityPolicies.*',
        why: 'they stand before load balancers; the data plane has none of these',
      },
      { permissions: 'compute.regionSecurityPolicies.*', why: 'the same, in one region' },
      { permissions: 'compute.sslCertificates.*', why: 'certificates are in Kubernetes' },
      { permissions: 'compute.regionSslCertificates.*', why: 'the same' },
      { permissions: 'compute.sslPolicies.*', why: 'TLS ends in the cluster' },
      { permissions: 'compute.regionSslPolicies.*', why: 'the same' },
      {
        permissions: 'compute.instances.*',
        why: 'secure boot is a setting of the node pool; nobody changes a node by itself',
      },
      LOOKS_ELSEWHERE,
      { permissions: 'compute.*', why: 'nothing that Terraform draws in the data plane needs it' },
      ROOM,
      PROJECT,
    ],
  },
  {
    role: 'roles/storage.admin',
    replacedBy: 'nothing: custody makes the buckets, by the customer',
    leftOut: [
      { permissions: 'storage.objects.*', why: "objects are the customer's data" },
      {
        permissions: 'storage.buckets.setIamPolicy',
        why: 'who writes the policy of a bucket can hand the data to anybody',
      },
      { permissions: 'storage.buckets.delete', why: 'data outlives the installation; the customer deletes it' },
      {
        permissions: 'storage.buckets.update',
        why: 'a lifecycle rule that expires everything tomorrow deletes without a delete right',
      },
      { permissions: 'storage.buckets.*', why: 'custody makes and owns the buckets' },
      { permissions: 'storage.*', why: 'folders, caches and settings of buckets are those of custody' },
      { permissions: 'storagebatchoperations.*', why: 'one call changes or deletes all objects' },
      { permissions: '*', why: 'keys, metrics and advice that come with the role; the vendor needs none of them' },
    ],
  },
  {
    role: 'roles/iam.securityAdmin',
    replacedBy: 'nothing: the customer binds every role, in bootstrap, custody and grants',
    leftOut: [
      { permissions: '*.setIamPolicy', why: 'whoever may write the policies of a project may do everything in it' },
      { permissions: '*.getIamPolicy', why: 'who may do what in the project is for the customer to know' },
      LOOKS_ELSEWHERE,
      { permissions: '*', why: 'reads of roles and simulations of policies; the vendor needs none of them' },
    ],
  },
  {
    role: 'roles/iam.serviceAccountAdmin',
    replacedBy: 'the right to act as the one service account of the nodes; custody makes it, by the customer',
    leftOut: [
      {
        permissions: 'iam.serviceAccounts.setIamPolicy',
        why: 'who writes it can become the account, or let anybody become it',
      },
      { permissions: 'iam.serviceAccounts.create', why: 'custody makes every account' },
      {
        permissions: 'iam.serviceAccounts.delete',
        why: 'bindings of a deleted account are lost, also when it is made anew',
      },
      {
        permissions: 'iam.serviceAccounts.disable',
        why: 'it stops whatever uses the account, also beside the installation',
      },
      { permissions: 'iam.*', why: "accounts and their bindings are the customer's" },
      PROJECT,
    ],
  },
];
