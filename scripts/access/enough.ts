import { App, Stack } from 'aws-cdk-lib';
import { AwsBootstrapStack, AwsDataPlaneStack, AwsEncryption, namesOf } from '../../lib/aws';
import type { DataPlaneConfig } from '../../lib/core/resolve-config';
import { type AccessRequest, distinct, neededRequests } from './needed';
import { isUnknownToIamData } from './needed/unknown-to-iam-data';
import { evaluateWithArns, principalsOf } from './principals';
import { Account, EVERYTHING, type PolicyDocument, type Principal, type Verdict } from './simulator';
import { evaluate, type TemplateJson } from './template';

type Config = DataPlaneConfig<'aws'>;

/** Which switches are on. */
export interface Switches {
  readonly allowInstall: boolean;
  readonly allowDelete: boolean;
}

/** A request that was answered otherwise than the switches promise. */
export interface WrongAnswer {
  readonly action: string;
  readonly verdict: Verdict;
  /** The whole of it, to be read. */
  readonly text: string;
}

/** Requests of a data plane, and what was answered where it was not what the switches promise. */
export interface Proof {
  readonly asked: number;
  readonly allowed: number;
  readonly wrong: readonly WrongAnswer[];
}

/** What each phase needs to be possible. */
const POSSIBLE: Readonly<Record<AccessRequest['phase'], (on: Switches) => boolean>> = {
  run: () => true,
  install: ({ allowInstall }) => allowInstall,
  remove: ({ allowInstall, allowDelete }) => allowInstall || allowDelete,
  delete: ({ allowDelete }) => allowDelete,
};

/**
 * Asks for every request that CloudFormation makes for a data plane whether the deployment role may, with the switches
 * as they are. Custody's key answers with its own policy.
 */
export async function proveEnough(config: Config, on: Switches, outdir: string): Promise<Proof> {
  const { requests, role, account, keyPolicy } = installationOf(config, on, outdir);
  const wrong: WrongAnswer[] = [];
  let allowed = 0;
  for (const { action, resource, context, phase, type } of requests) {
    const arn = concrete(resource);
    const asked = action.startsWith('kms:') ? { arn, account: config.environment.account, policy: keyPolicy } : arn;
    const verdict = await account.ask(role, action, asked, context);
    if (verdict === 'allowed') allowed += 1;
    if ((verdict === 'allowed') !== POSSIBLE[phase](on)) {
      const text = `${type} (${phase}): ${action} on ${resource} is ${verdict} with ${JSON.stringify(context)}`;
      wrong.push({ action, verdict, text });
    }
  }
  return { asked: requests.length, allowed, wrong };
}

/** A boundary of the customer's, which lets everything through: what it allows is the customer's matter. */
function foreignBoundary(arn: string | undefined): Record<string, PolicyDocument> {
  return arn === undefined ? {} : { [arn]: EVERYTHING };
}

/** An id that EC2 chooses is any id. */
function concrete(resource: string): string {
  return resource === '*' ? resource : resource.replace(/\*$/, '0123456789abcdef0');
}

function installationOf(
  config: Config,
  on: Switches,
  outdir: string,
): { requests: AccessRequest[]; role: Principal; account: Account; keyPolicy: PolicyDocument } {
  const { environment } = config;
  const switched: Config = { ...config, environment: { ...environment, access: { ...environment.access, ...on } } };
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false, stackTraces: false });
  // The key of custody, or the customer's own with the same policy.
  const key = new Stack(app, 'key', { env: { account: environment.account, region: environment.region } });
  new AwsEncryption(key, 'Encryption', { environmentId: environment.id, dataOnDelete: 'retain' });
  const stacks = {
    key,
    bootstrap: new AwsBootstrapStack(app, 'bootstrap', { config: switched }),
    dataPlane: new AwsDataPlaneStack(app, 'data-plane', { config: switched }),
  };
  const assembly = app.synth();
  const template = (room: keyof typeof stacks): TemplateJson =>
    assembly.getStackArtifact(stacks[room].artifactId).template;
  const { account, region } = environment;
  const place = { account, region, partition: 'aws' };
  const names = namesOf(environment.id);
  const input = { ...place, stackName: names.stacks.bootstrap };
  const bootstrap = evaluateWithArns(template('bootstrap'), input);
  const role = principalsOf(bootstrap, place, foreignBoundary(environment.own.permissionsBoundary))[
    names.bootstrap.deploymentRole
  ];
  if (role === undefined) throw new Error('the bootstrap makes no deployment role');
  const [keyPolicy] = Object.values(evaluate(template('key'), { ...place, stackName: 'key' })).flatMap(
    ({ properties }) => properties.KeyPolicy ?? [],
  );
  const dataPlane = evaluate(template('dataPlane'), { ...place, stackName: names.stacks.dataPlane });
  return {
    role,
    keyPolicy,
    account: new Account(place, {}),
    requests: distinct(neededRequests(dataPlane, place)).filter((request) => !isUnknownToIamData(request)),
  };
}
