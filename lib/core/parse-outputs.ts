import { CLOUDS, type Cloud } from './clouds/cloud-facts';
import { Report } from './config-error';
import { isToken } from './literals';
import { installationName } from './names';
import {
  bucketOutput,
  type DataPlaneOutputsOf,
  type DeployedOutputs,
  type ListenerOutputOf,
  listenerOutput,
  OUTPUTS_CONTRACT,
  type WorkloadOutputOf,
  workloadOutput,
} from './outputs';
import type { DataPlaneConfig } from './resolve-config';

/**
 * Reads what was deployed: the file of `cdk deploy --outputs-file`, or `terraform output -json`, of custody and data
 * plane. Several files go in as a list.
 *
 * @throws ConfigError if the outputs belong to another installation or contract, are not deployed yet, or lack names
 */
export function parseOutputs<C extends Cloud>(config: DataPlaneConfig<C>, json: unknown): DeployedOutputs<C>;
export function parseOutputs(config: DataPlaneConfig, json: unknown): DataPlaneOutputsOf<Cloud> {
  const report = new Report();
  const { environment, listeners, identities, plan, zones, nodeProfiles } = config;
  const found = collect(json, environment.id, report);
  const missing: string[] = [];
  const read = (name: string): string => {
    const value = found.get(name);
    if (value === undefined) missing.push(name);
    if (isToken(value))
      report.problem(['outputs', name], 'be a deployed value', value, 'read the outputs of the deployed stacks');
    return value ?? '';
  };
  const optional = (name: string) => (found.has(name) ? read(name) : undefined);
  const workload = (name: string): WorkloadOutputOf[Cloud] => {
    const value = read(workloadOutput(name));
    return { aws: { roleArn: value }, gcp: { principal: value }, azure: { clientId: value } }[config.cloud];
  };
  const target = (name: string): ListenerOutputOf[Cloud] => {
    const value = read(listenerOutput(name, 'Target'));
    return { aws: { targetGroupArn: value }, gcp: { addressName: value }, azure: { subnet: value } }[config.cloud];
  };
  const privateServiceConnectSubnet = optional('PrivateServiceConnectSubnet');
  const privateLinkSubnet = optional('PrivateLinkSubnet');
  const key = found.get('EncryptionKey');
  if (key !== undefined && CLOUDS.some((cloud) => cloud !== config.cloud && KEYS[cloud].test(key))) {
    const fix = 'give the outputs of this installation, not of one on another cloud';
    report.problem(['outputs', 'EncryptionKey'], `be a key of ${config.cloud}`, key, fix);
  }
  const name = found.get('ClusterName');
  if (name !== undefined && name !== installationName(environment.id)) {
    report.problem(
      ['outputs', 'ClusterName'],
      `be ${installationName(environment.id)}`,
      name,
      'give the outputs of this installation',
    );
  }
  const outputs: DataPlaneOutputsOf<Cloud> = {
    contract: OUTPUTS_CONTRACT,
    environmentId: environment.id,
    cloud: config.cloud,
    region: environment.region,
    zones: zones.names,
    cluster: {
      name: read('ClusterName'),
      endpoint: read('ClusterEndpoint'),
      version: read('ClusterVersion'),
      issuer: read('ClusterIssuer'),
    },
    network: {
      id: read('NetworkId'),
      nodeSubnetIds: read('NodeSubnetIds').split(','),
      egressAddresses: optional('EgressAddresses')?.split(',') ?? [],
      ...(privateServiceConnectSubnet === undefined ? {} : { privateServiceConnectSubnet }),
      ...(privateLinkSubnet === undefined ? {} : { privateLinkSubnet }),
    },
    buckets: Object.fromEntries(plan.buckets.map((bucket) => [bucket.name, read(bucketOutput(bucket.name))])),
    encryptionKey: read('EncryptionKey'),
    systemTaints: nodeProfiles[0]?.taints ?? [],
    workloads: Object.fromEntries(identities.map((identity) => [identity.name, workload(identity.name)])),
    listeners: Object.fromEntries(
      listeners.map(({ name: listener, component, exposure, port, containerPort, readinessPort, proxyProtocol }) => [
        listener,
        {
          component,
          exposure,
          port,
          containerPort,
          readinessPort,
          proxyProtocol,
          address: read(listenerOutput(listener, 'Address')),
          ...target(listener),
        },
      ]),
    ),
  };
  if (missing.length > 0 && found.size > 0) {
    report.problem(
      ['outputs'],
      `have ${missing.join(', ')}`,
      undefined,
      'deploy both stacks with this plan and environment, then read the outputs again',
    );
  }
  report.throwIfAny();
  return outputs;
}

/** What the key of each cloud looks like: by it, outputs of another cloud are known. */
const KEYS: Readonly<Record<Cloud, RegExp>> = {
  aws: /^arn:aws[a-z-]*:kms:/,
  gcp: /^projects\//,
  azure: /^https:\/\//,
};

/** Name to value over all stacks of this installation. */
function collect(json: unknown, environmentId: string, report: Report): Map<string, string> {
  const stacks = [json].flat().flatMap(stacksOf);
  const own = stacks.filter(({ EnvironmentId }) => EnvironmentId === environmentId);
  if (own.length === 0) {
    const others = [...new Set(stacks.flatMap(({ EnvironmentId }) => EnvironmentId ?? []))];
    report.problem(
      ['outputs'],
      `belong to environment '${environmentId}'`,
      others.length > 0 ? others.join(', ') : 'no outputs of a stack of ours',
      'give the outputs file of its stacks',
    );
  }
  for (const { Contract } of own) {
    if (Contract === String(OUTPUTS_CONTRACT)) continue;
    report.problem(
      ['outputs', 'Contract'],
      `be ${OUTPUTS_CONTRACT}`,
      Contract,
      'deploy the stacks with this version of byoc-constructs',
    );
  }
  return new Map(own.flatMap((stack) => Object.entries(stack)));
}

/** CDK writes `{ stack: { name: value } }`, Terraform `{ name: { value } }`. */
function stacksOf(json: unknown): Record<string, string>[] {
  if (typeof json !== 'object' || json === null) return [];
  const entries = Object.entries(json as Record<string, unknown>);
  const terraform = entries.flatMap(([name, entry]): [string, string][] =>
    typeof entry === 'object' && entry !== null && 'value' in entry && 'sensitive' in entry
      ? [[name, String(entry.value)]]
      : [],
  );
  if (terraform.length > 0) return [Object.fromEntries(terraform)];
  return entries.flatMap(([, stack]) =>
    typeof stack === 'object' && stack !== null
      ? [
          Object.fromEntries(
            Object.entries(stack).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
          ),
        ]
      : [],
  );
}
