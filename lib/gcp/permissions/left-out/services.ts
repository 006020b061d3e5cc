import { LOOKS_ELSEWHERE, PROJECT, type ReplacedRole, ROOM } from './replaced-role';

/** What comparable products ask for the services that run in the cluster. */
export const SERVICE_ROLES: readonly ReplacedRole[] = [
  {
    role: 'roles/storage.admin',
    replacedBy: '`bucket:read` and `bucket:read-write`, each on one bucket of the plan and to one workload',
    capabilities: ['bucket:read', 'bucket:read-write'],
    leftOut: [
      { permissions: 'storage.objects.setIamPolicy', why: 'access is that of the bucket alone (uniform access)' },
      { permissions: 'storage.objects.getIamPolicy', why: 'the same' },
      { permissions: 'storage.objects.overrideUnlockedRetention', why: 'retained objects stay retained' },
      { permissions: 'storage.objects.setRetention', why: 'how long objects stay is said by custody' },
      { permissions: 'storage.objects.restore', why: 'what was deleted comes back by the customer' },
      { permissions: 'storage.objects.*', why: 'moves and changes of metadata: an object is written anew' },
      {
        permissions: 'storage.buckets.setIamPolicy',
        why: 'who writes the policy of a bucket can hand the data to anybody',
      },
      { permissions: 'storage.buckets.create', why: 'custody makes the buckets, once, by the customer' },
      { permissions: 'storage.buckets.delete', why: 'data outlives the installation; the customer deletes it' },
      {
        permissions: 'storage.buckets.update',
        why: 'a lifecycle rule that expires everything tomorrow deletes without a delete right',
      },
      {
        permissions: 'storage.buckets.*',
        why: 'workloads get the names of their buckets; settings and other buckets are none of their business',
      },
      { permissions: 'storage.*', why: 'folders, caches and settings of buckets are those of custody' },
      { permissions: 'storagebatchoperations.*', why: 'one call changes or deletes all objects' },
      {
        permissions: '*',
        why: 'keys, metrics and advice that come with the role; no capability of a bucket needs them',
      },
    ],
  },
  {
    role: 'roles/compute.networkAdmin',
    replacedBy: '`private-endpoints:read`, which looks endpoints and subnets up; the customer makes endpoints',
    capabilities: ['private-endpoints:read'],
    leftOut: [
      {
        permissions: 'compute.forwardingRules.*',
        why: 'a private endpoint connects the network to somebody else: the customer makes it',
      },
      { permissions: 'compute.addresses.*', why: 'addresses come with endpoints and load balancers' },
      { permissions: 'compute.subnetworks.*', why: 'the network is changed by Terraform only' },
      { permissions: 'compute.networks.*', why: 'the same; a peering leads out of it' },
      { permissions: 'compute.routes.*', why: 'a route can lead traffic past every rule' },
      { permissions: 'compute.routers.*', why: 'the same' },
      { permissions: '*.setIamPolicy', why: 'who writes a policy can let anybody in' },
      LOOKS_ELSEWHERE,
      { permissions: 'compute.*', why: 'load balancers are made by GKE, from Services of the manifests' },
      { permissions: 'servicedirectory.*', why: 'it comes with the making of endpoints' },
      { permissions: 'servicenetworking.*', why: 'it peers the network with others' },
      { permissions: 'networkconnectivity.*', why: 'it connects networks of other projects and places' },
      { permissions: 'networksecurity.*', why: 'gateways and inspection of traffic; no workload sets them up' },
      { permissions: 'networkservices.*', why: 'meshes and gateways of Google; no workload sets them up' },
      { permissions: 'networkmanagement.*', why: 'tests of connections; no workload runs them' },
      { permissions: 'trafficdirector.*', why: 'configuration of meshes; no workload is in one' },
      ROOM,
      PROJECT,
    ],
  },
  {
    role: 'roles/iam.serviceAccountAdmin',
    replacedBy:
      'nothing: IAM knows workloads by their Kubernetes service accounts, and custody makes what accounts are needed',
    leftOut: [
      {
        permissions: 'iam.serviceAccounts.setIamPolicy',
        why: 'who writes it can become the account, or let anybody become it',
      },
      { permissions: 'iam.*', why: "accounts and their bindings are the customer's" },
      PROJECT,
    ],
  },
];
