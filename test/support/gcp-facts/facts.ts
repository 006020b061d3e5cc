import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import type { DataPlaneFacts } from '../contract/facts';
import { type FactReaders, readFacts } from '../contract/read-facts';
import { type DeployedInstallation, type Deployment, deploymentOf } from '../terraform-facts/deployment';
import { dataPlaneRoom } from '../terraform-facts/rooms';
import { addOnFacts } from './add-ons';
import { bucketFacts } from './buckets';
import { clusterFact } from './cluster';
import { identityFacts } from './identities';
import { keyFacts, keyUsers } from './keys';
import { listenerFacts } from './listeners';
import { logStoreFacts } from './log-stores';
import { fixedNames } from './names';
import { networkFact } from './network';
import { openEgress, openingFacts } from './openings';
import { nodeShell, poolFacts } from './pools';
import { protections } from './protections';
import { roleFacts } from './roles';
import { roomOf } from './room-of';
import { custodyRoom, deploymentCode, imports } from './rooms';
import { supportFact } from './support';
import { taggedFacts } from './tags';

const READERS: FactReaders<Deployment<'gcp'>> = {
  custody: custodyRoom,
  dataPlane: dataPlaneRoom,
  keys: keyFacts,
  keyUsers,
  buckets: bucketFacts,
  logStores: logStoreFacts,
  identities: identityFacts,
  roles: roleFacts,
  support: supportFact,
  network: networkFact,
  cluster: clusterFact,
  addOns: addOnFacts,
  pools: poolFacts,
  nodeShell,
  listeners: listenerFacts,
  protections,
  openings: openingFacts,
  openEgress,
  tagged: taggedFacts,
  fixedNames,
  deploymentCode,
  imports,
};

/** Facts of an installation, from its stacks and from what is applied in its cluster. */
export function gcpFacts(config: DataPlaneConfig<'gcp'>, installation: DeployedInstallation): DataPlaneFacts {
  return readFacts(READERS, deploymentOf(config, installation, roomOf));
}
