import { newBlobsUnder } from '../conditions';
import type { CapabilityGrants } from './context';

/**
 * `account/container/prefix/`. The vendor makes the role, as it does the identity (see `telemetry:queue`): Azure has none
 * that only adds.
 */
export const telemetryBilling: CapabilityGrants = ({ neededBy }, target) => {
  const [account = '', container = '', ...path] = target.split('/');
  const prefix = path.join('/');
  return [
    {
      kind: 'custom',
      role: 'telemetry-billing',
      actions: [],
      dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/add/action'],
      on: "vendor's container",
      scope: `${account}/${container}`,
      ...(prefix === '' ? {} : { condition: newBlobsUnder(prefix) }),
      grantedBy: 'vendor',
      reason: "writes usage records to the vendor's billing prefix; it reads and overwrites nothing there",
      neededBy,
    },
  ];
};
