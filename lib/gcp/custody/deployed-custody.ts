import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { namesOf } from '../names';
import type { IGcpCustody } from './custody-contract';
import { memberOf } from './members';

/** Everything has a name that is known before: nothing is read from the state of custody. */
export class DeployedCustody extends Construct implements IGcpCustody {
  public readonly encryptionKey: string;
  public readonly nodeServiceAccount: string;
  public readonly buckets: Readonly<Record<string, string>>;
  public readonly identities: Readonly<Record<string, string>>;
  public readonly ready: IDependable = new DependencyGroup();

  public constructor(scope: Construct, id: string, { environment, plan, identities }: DataPlaneConfig<'gcp'>) {
    super(scope, id);
    const { id: environmentId, project, projectNumber, region, own } = environment;
    const names = namesOf(environmentId, project);
    this.encryptionKey =
      own.encryptionKey ?? `projects/${project}/locations/${region}/keyRings/${names.keyRing}/cryptoKeys/${names.key}`;
    this.nodeServiceAccount = names.nodeAccount.email;
    this.buckets = Object.fromEntries(plan.buckets.map(({ name }) => [name, own.buckets[name] ?? names.bucket(name)]));
    this.identities = Object.fromEntries(
      identities.map((identity) => [identity.name, memberOf(identity, { environmentId, project, projectNumber })]),
    );
  }
}
