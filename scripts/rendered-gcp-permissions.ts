import { CAPABILITIES, type CapabilityId, CLUSTER_SERVICES } from '../lib';
import { bootstrapPolicies } from '../lib/gcp/bootstrap/policies';
import { actingGrant } from '../lib/gcp/permissions/acting';
import type { DeploymentContext } from '../lib/gcp/permissions/deployment/context';
import type { Grant } from '../lib/gcp/permissions/grant';
import { identityGrants } from '../lib/gcp/permissions/identities';
import { CREATION_ROLES, type ReplacedRole, SERVICE_ROLES } from '../lib/gcp/permissions/left-out';
import type { PolicyRecord } from '../lib/gcp/permissions/permission';
import { grantPolicies } from '../lib/gcp/permissions/policies';
import { administratorGrants, nodeGrants, supportGrant } from '../lib/gcp/permissions/roles';
import { workloadGrants } from '../lib/gcp/permissions/workloads';

const PLACE = { environmentId: 'acme', project: 'acme-data', region: 'europe-west1' };
const EXPIRY = '2027-01-31T00:00:00Z';

/** An environment that asks for everything; a smaller one leaves roles and lines out. */
export const EVERYTHING: DeploymentContext = {
  ...PLACE,
  network: 'new',
  nat: true,
  externalListeners: true,
  googleApisEndpoint: true,
  controlPlaneEndpoint: true,
  expiresAt: EXPIRY,
};

const TARGETS: Readonly<Record<string, string>> = {
  bucket: 'data',
  'metrics-workspace': 'METRICS-PROJECT',
  'telemetry-queue': 'projects/VENDOR-PROJECT/topics/TOPIC',
  'telemetry-billing': 'VENDOR-BUCKET/PREFIX/',
  'dns-zone': 'ZONE-NAME',
};

/** What a security reviewer reads of Google Cloud, made from the same records as the roles. */
export function gcpPermissions(): string {
  return `# Permissions on Google Cloud

Every permission that an installation gives to somebody, written for environment \`${PLACE.environmentId}\` in project
\`${PLACE.project}\`, ${PLACE.region}. Rendered from the records that the roles are compiled from; do not edit. Custom roles are
named \`byoc_<env>_<role>\`.

## The vendor

Whoever the vendor names as itself (a service account of its own, or an identity from outside Google Cloud) has the first role: it
gets access tokens of one service account of yours, and cannot sign as the account, nor show others that it is one of yours. That
account holds the other roles and no more: in mode \`managed\` all of them, in mode \`approved\` those that read,
in mode \`self-managed\` there is no such account. Roles exist in every mode, since the id of a deleted one cannot be had again for
weeks; what is bound is what counts. Nobody but you writes a policy: no role holds a \`setIamPolicy\`.

${bootstrapPolicies(EVERYTHING).map(policy).join('\n')}
In a network of yours, everything about network, subnets, router and firewall rules is left out but the use of the subnet; in a
Shared VPC that is granted by its owner ([shared-vpc.md](shared-vpc.md)).

### What no condition can limit

IAM on Google Cloud is coarser than on AWS, and some of it stays open. **Give an installation a project of its own.**

- A project has one pool of identities for all its clusters. IAM can name one service account in all of them, or all pods of one
  cluster, but not one service account of one cluster. So what is granted to \`riverbed/engine\` of one installation, a pod of
  \`riverbed/engine\` in any other cluster of the project has, too, and whoever may make such a pod there. Two installations of one
  product always have equal names.
- While \`allowInstall\` is on, the vendor may make **another cluster** in the project, of any name and in any region: GKE
  checks \`container.clusters.create\` on the project, and no condition can say "only as long as there is none". Its nodes run
  as the nodes' service account; who makes a cluster says what starts on them, and may choose legacy authorization, by which
  whatever runs there starts the pods that it likes. A pod \`riverbed/engine\` of that cluster is the workload to IAM. Neither
  \`allowInstall: false\` nor the expiry nor mode \`self-managed\` ends such a cluster: [look for it and delete
  it](security.md#what-outlives-a-revocation). To give the right to nobody, apply the first data plane yourself (mode
  \`approved\`) and set \`allowInstall: false\` with mode \`managed\`; or let a custom constraint of your organization refuse
  clusters of another name.
- While \`allowInstall\` or \`allowDelete\` is on, the vendor may make and change every network, subnet, router and address of the
  project, not only its own: IAM knows no names of them. With a network of yours, none of that is granted.
- Firewall rules are changed and removed by the beginning of their names, and made in any network of the project.
- With private endpoints (\`network.endpoints: private\`, or \`egress\` by a private endpoint), \`allowInstall\` also makes
  forwarding rules and Private Service Connect endpoints of any name in any network of the project
  (\`compute.globalForwardingRules.create\`, \`compute.globalForwardingRules.pscCreate\`, \`compute.forwardingRules.create\`,
  \`compute.forwardingRules.pscCreate\`, \`compute.networks.use\`): a way to services of other accounts. It and \`allowDelete\`
  remove any namespace and service of Service Directory in the project (\`servicedirectory.namespaces.delete\`,
  \`servicedirectory.services.delete\`), not only what Google registered for the endpoints.
- Who may change a cluster (\`container.clusters.update\`) may make nodes and say what starts on them. What starts on a node
  runs as the nodes' service account, and sees the pods that come there with all that they may. The vendor may do that in
  mode \`managed\`, at any time. The same permission is all that GKE asks for every other setting of the cluster. The vendor
  may so open the Kubernetes API to other networks; turn logging or Binary Authorization off; turn legacy authorization on
  (\`setLegacyAbac\`), by which accounts in the cluster get broad rights that no role there gives them; have Kubernetes encrypt
  its secrets with another key, one of the vendor's own too, or with none (\`database_encryption\`): what only a key of the
  vendor's opens is lost with that key. Terraform shows each as a difference at your next plan. Custom constraints of your
  organization (\`container.googleapis.com/Cluster\`, \`container.googleapis.com/NodePool\`) can forbid each of these; Admin
  Activity logs show every call, and nobody can turn them off.
- A token of the vendor's account lives for an hour. Conditions are looked at for every call: at the expiry, open tokens end too.
- The state of the data plane is kept by who applies it. A bucket of yours that the vendor shall read and write it in is opened by
  you, to the vendor's account and for that prefix only; no role here does.

## Nodes, support and your administrators

${[
  ...grantPolicies('nodes', nodeGrants(PLACE.project, `${PLACE.region}-docker.pkg.dev/${PLACE.project}/mirror`), PLACE),
  ...grantPolicies('support', [supportGrant(PLACE, EXPIRY)], PLACE),
  ...grantPolicies("groups of the vendor's engineers", [actingGrant('support', PLACE, EXPIRY)], PLACE),
  ...grantPolicies('administrators', administratorGrants(PLACE), PLACE),
]
  .map(policy)
  .join('\n')}
\`images_pull\` is there only where \`registry\` is a repository of the same project. Support is a service account of yours that the
vendor's engineers act as, until the expiry; without \`supportExpiresAt\` there is none, and its roles are bound to nobody. Of a
role of Google's, the table names what it is taken for; it may hold more.

## Capabilities

What a plan asks for in \`workloads[].capabilities\`, and what cluster services get. Each is bound to one workload, on what it
names.

${(Object.keys(CAPABILITIES) as CapabilityId[]).map(capability).join('\n')}
### With an account of Google Cloud

A workload of the plan with \`googleServiceAccount: true\` acts by a service account of its own, which has its capabilities, and
which it may sign as. Of others it can sign as none.

| permissions | by role | on | why |
| --- | --- | --- | --- |
${signing().map(grantRow).join('\n')}

## What you need yourself

You apply bootstrap, custody and grants with rights of your own; the vendor has none of them. Roles of Google's that are enough,
reasoned from what the stacks make:

| stack | roles on the project |
| --- | --- |
${CUSTOMER_ROLES.map(([stack, roles]) => `| ${stack} | ${roles.map(code).join(', ')} |`).join('\n')}

## Left out, and why

What comparable products ask for on the whole project. A row stands for what no row above it names and what the roles that took
the place do not hold.

${[
  ...CREATION_ROLES.map((role) => replaced(role, 'while an environment is made or deleted')),
  ...SERVICE_ROLES.map((role) => replaced(role, 'by the services in the cluster')),
].join('\n')}
## Not shown

Nothing here was run on a real project. Conditions are evaluated by a CEL engine, not by IAM. Read in Google's documentation and in
the sources of the Terraform provider (6.50), but not tried: that calls about node pools are checked on the cluster; that the
conditions by name let administrators through to what is in the cluster; that a private endpoint needs the four permissions of
Service Directory, and that custom roles take \`pscCreate\`; that a DNS zone takes members of a Kubernetes cluster. Newer versions of
the provider list instance groups and need \`compute.instanceGroupManagers.list\` in role \`read\`.
`;
}

const CUSTOMER_ROLES: readonly (readonly [stack: string, roles: readonly string[]])[] = [
  [
    'bootstrap',
    [
      'roles/serviceusage.serviceUsageAdmin',
      'roles/iam.roleAdmin',
      'roles/iam.serviceAccountAdmin',
      'roles/iam.workloadIdentityPoolAdmin',
      'roles/resourcemanager.projectIamAdmin',
    ],
  ],
  [
    'custody',
    [
      'roles/cloudkms.admin',
      'roles/storage.admin',
      'roles/logging.configWriter',
      'roles/iam.roleAdmin',
      'roles/iam.serviceAccountAdmin',
      'roles/resourcemanager.projectIamAdmin',
      'roles/artifactregistry.admin',
    ],
  ],
  [
    'grants',
    [
      'roles/storage.admin',
      'roles/dns.admin',
      'roles/iam.serviceAccountAdmin',
      'roles/resourcemanager.projectIamAdmin',
    ],
  ],
  [
    'data plane, in modes approved and self-managed',
    [
      'roles/container.admin',
      'roles/compute.networkAdmin',
      'roles/compute.securityAdmin',
      'roles/iam.serviceAccountUser',
    ],
  ],
];

function policy({ holder, role, attached, on, condition, permissions }: PolicyRecord): string {
  const rows = permissions.map(({ permissions: names, reason, unnamed }) =>
    row([names.map(code).join('<br>'), reason, unnamed ?? '']),
  );
  const when = condition === undefined ? '' : `\n\n\`\`\`text\n${condition.expression}\n\`\`\``;
  return `### \`${role}\`

${holder}; ${attached}; on ${on}.${when}

| permissions | why | why on all of the project |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function capability(id: CapabilityId): string {
  const { reason, target: kind } = CAPABILITIES[id];
  const target = TARGETS[kind];
  const users = Object.entries(CLUSTER_SERVICES).filter(([, { identity }]) => identity?.capability === id);
  const who =
    users.length > 0
      ? `Only for the cluster service ${users.map(([name]) => `\`${name}\``).join(', ')}.`
      : 'For workloads of the plan.';
  const granted = workloadGrants([{ id, reason, ...(target === undefined ? {} : { target }) }], {
    neededBy: id,
    environmentId: PLACE.environmentId,
    domain: 'acme.example.com',
  });
  const body =
    granted.length === 0
      ? 'Nothing: Google Cloud does it itself.\n'
      : `| permissions | by role | on | why |\n| --- | --- | --- | --- |\n${granted.map(grantRow).join('\n')}\n`;
  return `### \`${id}\`\n\nA pod with it ${reason}. ${who}\n\n${body}`;
}

/** What a workload has beside its capabilities. */
function signing(): readonly Grant[] {
  const workload = { name: 'workload', namespace: 'product', serviceAccount: 'workload', capabilities: [] } as const;
  return identityGrants({ ...workload, kind: 'workload', googleServiceAccount: true }, PLACE);
}

function grantRow({ permissions, role, on, target, condition, reason, grantedBy, unnamed }: Grant): string {
  const where = target === undefined ? on : `${on} ${code(target)}`;
  const narrowed = condition === undefined ? '' : `<br>if ${code(condition.expression.replaceAll('|', '\\|'))}`;
  const by = grantedBy === 'vendor' ? '; the vendor grants it' : '';
  const wide = unnamed === undefined ? '' : `; ${unnamed}`;
  return row([permissions.map(code).join('<br>'), code(role), where + narrowed, reason + by + wide]);
}

function replaced({ role, replacedBy, leftOut }: ReplacedRole, what: string): string {
  const rows = leftOut.map(({ permissions, why }) => row([code(permissions), why]));
  return `### \`${role}\`, asked for ${what}

Replaced by: ${replacedBy}.

| left out | why |
| --- | --- |
${rows.join('\n')}
`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function code(text: string): string {
  return `\`${text}\``;
}
