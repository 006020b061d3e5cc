import type { DataPlaneConfig } from '../../../lib/core/resolve-config';
import type { DataPlaneFacts } from '../contract/facts';
import { addOnFacts } from './add-ons';
import { bucketFacts } from './buckets';
import { clusterFact } from './cluster';
import { type DeployedStacks, deploymentOf } from './deployment';
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

/** Reads the facts of an installation from its two templates. */
export function awsFacts(config: DataPlaneConfig<'aws'>, stacks: DeployedStacks): DataPlaneFacts {
  const deployment = deploymentOf(config, stacks);
  const support = supportFact(deployment);
  return {
    custody: custodyRoom(deployment),
    dataPlane: dataPlaneRoom(deployment),
    keys: keyFacts(deployment),
    keyUsers: keyUsers(deployment),
    buckets: bucketFacts(deployment),
    logStores: logStoreFacts(deployment),
    identities: identityFacts(deployment),
    roles: roleFacts(deployment),
    ...(support === undefined ? {} : { support }),
    network: networkFact(deployment),
    cluster: clusterFact(deployment),
    addOns: addOnFacts(deployment),
    pools: poolFacts(deployment),
    nodeShell: nodeShell(deployment),
    listeners: listenerFacts(deployment),
    protections: protections(deployment),
    openings: openingFacts(deployment),
    openEgress: openEgress(deployment),
    tagged: taggedFacts(deployment),
    fixedNames: fixedNames(deployment),
    deploymentCode: deploymentCode(deployment),
    imports: imports(deployment),
  };
}
