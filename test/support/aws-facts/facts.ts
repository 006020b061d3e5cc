import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import type { DataPlaneFacts } from '../contract/facts';
import { type FactReaders, readFacts } from '../contract/read-facts';
import { addOnFacts } from './add-ons';
import { bucketFacts } from './buckets';
import { clusterFact } from './cluster';
import { type DeployedStacks, type Deployment, deploymentOf } from './deployment';
import { identityFacts } from './identities';
import { keyFacts, keyUsers } from './keys';
import { roleFacts } from './limits';
import { listenerFacts } from './listeners';
import { logStoreFacts } from './log-stores';
import { fixedNames } from './names';
import { networkFact } from './network';
import { openEgress, openingFacts } from './openings';
import { nodeShell, poolFacts } from './pools';
import { protections } from './protections';
import { custodyRoom, dataPlaneRoom, deploymentCode, imports } from './rooms';
import { supportFact } from './support';
import { taggedFacts } from './tags';

const READERS: FactReaders<Deployment> = {
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

/** Facts of an installation, from its two templates. */
export function awsFacts(config: DataPlaneConfig<'aws'>, stacks: DeployedStacks): DataPlaneFacts {
  return readFacts(READERS, deploymentOf(config, stacks));
}
