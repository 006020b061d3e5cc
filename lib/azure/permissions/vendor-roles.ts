import { resourceIdsOf } from '../names';
import { type CustomRole, customRole } from './custom-role';
import { deploymentRoles } from './deployment';
import type { DeploymentContext } from './deployment/context';
import type { RoleRecord, VendorScope } from './permission';

/** A custom role of the vendor, and what it is assigned on. */
export interface VendorRole extends CustomRole {
  /** What it is made from. */
  readonly record: RoleRecord;
  /** Resource ids of what it is assigned on; at least one. */
  readonly assignedOn: readonly string[];
}

/**
 * Every custom role of the vendor, whatever is assigned today: switches and modes add and remove assignments only, so that
 * a change of them is one line each. No assignment has a condition: none is needed where no role can assign one.
 */
export function vendorRoles(context: DeploymentContext): readonly VendorRole[] {
  return deploymentRoles(context).map((record) => {
    const assignedOn = resourcesOf(record.on, context);
    const home = record.grantedIn === 'custody' ? 'custody' : 'data plane';
    return { ...customRole(context, home, record, assignedOn), record, assignedOn };
  });
}

function resourcesOf(on: VendorScope, context: DeploymentContext): readonly string[] {
  const { environmentId, subscription, keys, existingNetwork, defenderWorkspace } = context;
  const ids = resourceIdsOf(environmentId, subscription);
  switch (on) {
    case 'data-plane group':
      return [ids.dataPlaneGroup];
    case 'cluster identities':
      return [ids.identity('cluster'), ids.identity('kubelet')];
    case 'disk encryption set':
      return [ids.diskEncryptionSet];
    case 'storage accounts':
      return [ids.custodyGroup];
    case 'key vault':
      return [keys.ours ? ids.custodyGroup : keys.keyVault];
    case 'cluster subnets':
      return given(existingNetwork?.nodeSubnet, existingNetwork?.apiServerSubnet);
    case 'endpoint subnet':
      return given(existingNetwork?.privateEndpointSubnet);
    case 'defender workspace':
      return given(defenderWorkspace);
  }
}

function given(...ids: readonly (string | undefined)[]): readonly string[] {
  return ids.filter((id) => id !== undefined);
}
