import type { Deployment } from '../terraform-facts/deployment';
import { type Binding, bindingsOf, vendorGrantsOf } from './bindings';
import { containersOf } from './buckets';
import type { Grant } from './capabilities';
import { type Credential, issuerOf, kubernetesAccountOf } from './managed-identities';

/** What is assigned to a principal, one permission at a time, in the words in which capabilities are recognised. */
export function grantsOf(principal: string, deployment: Deployment<'azure'>): Grant[] {
  return bindingsOf(deployment)
    .filter((binding) => binding.principal === principal)
    .flatMap(({ permissions, on, condition, endsAt }) =>
      permissions.map((permission) => ({
        permission: inZone(permission, deployment),
        on: placeOf(on, deployment),
        // What ends by itself would take a workload's rights away.
        condition: endsAt === undefined ? condition : `${condition} until ${endsAt}`,
      })),
    );
}

/** What the vendor is asked to grant to those who come with a token of these service accounts. */
export function askedFor(credentials: readonly Credential[], deployment: Deployment<'azure'>): Grant[] {
  const subjects = credentials.filter((each) => kubernetesAccountOf(each, deployment)).map(({ subject }) => subject);
  return vendorGrantsOf(deployment)
    .filter(({ issuer, subject }) => issuer === issuerOf(deployment) && subjects.includes(subject))
    .flatMap(({ role, dataActions, resource, condition }) =>
      [...dataActions.map((action) => `data:${action}`), `as ${role} and no more`].map((permission) => ({
        permission,
        on: `vendor's ${resource}`,
        condition: condition?.expression ?? '',
      })),
    );
}

/** Kind and name of what a binding is on; of what no capability is for, its resource id. */
function placeOf(on: Binding['on'], deployment: Deployment<'azure'>): string {
  const { id, subscription, dns, own } = deployment.config.environment;
  const bucket = containersOf(deployment).get(on);
  if (bucket !== undefined) return `bucket ${bucket}`;
  if (on === `/subscriptions/${subscription}/resourceGroups/byoc-${id}`) return 'group of the data plane';
  if (on === own.metricsWorkspace) return `workspace ${on}`;
  if (on === dns?.zoneId) return `zone ${on}`;
  if (on === dns?.zoneId.split('/').slice(0, 5).join('/')) return 'group of the zone';
  return on;
}

/** An action on zones of the kind of the installation's: private zones have actions of their own. */
function inZone(permission: string, { config }: Deployment<'azure'>): string {
  const [, kind] = /\/providers\/(Microsoft\.Network\/\w+)\//.exec(config.environment.dns?.zoneId ?? '') ?? [];
  return kind !== undefined && permission.startsWith(`${kind}/`) ? permission.replace(kind, 'zone') : permission;
}
