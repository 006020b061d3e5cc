import { CONNECTS_ACCOUNT, INSTALL, READS_BLOBS, WRITES_BLOBS } from './cast';
import { type AzureDenial, denied, deniedInside } from './denial';

const ACCOUNTS = 'Microsoft.Storage/storageAccounts';
const CONTAINERS = `${ACCOUNTS}/blobServices/containers`;

/** Blobs, containers and accounts. */
export const data: readonly AzureDenial[] = [
  deniedInside(`${CONTAINERS}/blobs/read`, "reads the customer's data", WRITES_BLOBS, [
    'bucket:read',
    'bucket:read-write',
  ]),
  deniedInside(`${CONTAINERS}/blobs/write`, 'writes or overwrites data', READS_BLOBS, ['bucket:read-write']),
  deniedInside(`${CONTAINERS}/blobs/add/action`, 'adds data that others will take for theirs', READS_BLOBS, [
    'bucket:read-write',
    'telemetry:billing',
  ]),
  deniedInside(`${CONTAINERS}/blobs/delete`, 'deletes data', READS_BLOBS, ['bucket:read-write']),
  deniedInside(
    `${CONTAINERS}/blobs/deleteBlobVersion/action`,
    'deletes earlier versions, so that nothing comes back',
    WRITES_BLOBS,
  ),
  deniedInside(`${CONTAINERS}/blobs/permanentDelete/action`, 'deletes what was kept after deletion', WRITES_BLOBS),
  deniedInside(`${CONTAINERS}/blobs/move/action`, 'moves data where nobody looks for it', WRITES_BLOBS),
  deniedInside(`${CONTAINERS}/blobs/runAsSuperUser/action`, 'writes past the rights of files', WRITES_BLOBS),
  deniedInside(
    `${CONTAINERS}/blobs/immutableStorage/runAsSuperUser/action`,
    'changes what was to be kept unchanged',
    WRITES_BLOBS,
  ),
  deniedInside(`${CONTAINERS}/blobs/tags/write`, 'changes what a condition may look at', WRITES_BLOBS),
  denied(`${ACCOUNTS}/listKeys/action`, 'takes keys home that open everything, past every role', CONNECTS_ACCOUNT),
  denied(`${ACCOUNTS}/regeneratekey/action`, 'makes new keys, and has them', CONNECTS_ACCOUNT),
  denied(`${ACCOUNTS}/ListAccountSas/action`, 'makes a URL that opens the account to anybody', CONNECTS_ACCOUNT),
  denied(`${ACCOUNTS}/listServiceSas/action`, 'makes one for a container', CONNECTS_ACCOUNT),
  denied(
    `${ACCOUNTS}/blobServices/generateUserDelegationKey/action`,
    'signs URLs that last for a week',
    CONNECTS_ACCOUNT,
  ),
  denied(`${ACCOUNTS}/localUsers/write`, 'opens a door for SFTP with a password', CONNECTS_ACCOUNT),
  denied(`${ACCOUNTS}/write`, 'opens the account to the internet, or takes its key away', CONNECTS_ACCOUNT),
  denied(`${ACCOUNTS}/delete`, 'deletes all data at once', CONNECTS_ACCOUNT),
  denied(`${ACCOUNTS}/read`, 'finds out which accounts there are', CONNECTS_ACCOUNT),
  denied(
    `${ACCOUNTS}/objectReplicationPolicies/write`,
    'has every new blob copied to an account of its own',
    CONNECTS_ACCOUNT,
  ),
  denied(`${ACCOUNTS}/restoreBlobRanges/action`, 'turns data back to an earlier day', CONNECTS_ACCOUNT),
  denied(`${ACCOUNTS}/blobServices/write`, 'ends versions and soft delete', CONNECTS_ACCOUNT),
  denied(`${ACCOUNTS}/managementPolicies/write`, 'has a lifecycle rule delete everything', CONNECTS_ACCOUNT),
  denied(`${CONTAINERS}/write`, 'makes a container public', CONNECTS_ACCOUNT),
  denied(`${CONTAINERS}/delete`, 'deletes a container with all that is in it', CONNECTS_ACCOUNT),
  denied(`${CONTAINERS}/immutabilityPolicies/delete`, 'lifts what keeps data unchanged', CONNECTS_ACCOUNT),
  denied(
    `${ACCOUNTS}/PrivateEndpointConnectionsApproval/action`,
    'connects a network of its own to the account',
    READS_BLOBS,
    INSTALL,
  ),
];
