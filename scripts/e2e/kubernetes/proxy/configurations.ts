import { join } from 'node:path';
import { exampleOutputs } from '../../../../cdk8s-app/example-outputs';
import { loadEnvironment, loadPlan, parseOutputs, resolveConfig, type VendorPlan } from '../../../../lib';
import { haproxyConfigurationOf, proxyPropsOf } from '../../../../lib/kubernetes/components/proxy';
import type { HaproxyConfiguration } from '../../../../lib/kubernetes/proxy/haproxy-configuration';
import { ROOT } from '../../../root';
import { freePorts } from '../ports';

const FOLDER = join(ROOT, 'examples', 'streaming-database');
/** Environments of the example. Only load balancers of AWS add a PROXY header. */
const ENVIRONMENTS = { aws: 'environment.yaml', gcp: 'environment-gcp.yaml', azure: 'environment-azure.yaml' };
export type ExampleCloud = keyof typeof ENVIRONMENTS;
export const EXAMPLE_CLOUDS = ['aws', 'gcp', 'azure'] as const satisfies readonly ExampleCloud[];

/** The service that its proxy leads to. */
export const SERVICE = 'frontend.riverbed.svc.cluster.local';

type Listener = NonNullable<VendorPlan['listeners']>[number];

/**
 * What the proxy of the streaming database is configured for.
 *
 * @param edit changes its listener in the plan, before everything is resolved
 */
export function exampleConfiguration(
  cloud: ExampleCloud,
  edit: (listener: Listener) => Listener = (listener) => listener,
): HaproxyConfiguration {
  const plan = loadPlan(join(FOLDER, 'plan.yaml'));
  const listeners = (plan.listeners ?? []).map((each) => (each.component === 'proxy' ? edit(each) : each));
  const config = resolveConfig({ ...plan, listeners }, loadEnvironment(join(FOLDER, ENVIRONMENTS[cloud])));
  const props = proxyPropsOf(config, parseOutputs(config, exampleOutputs(config)));
  if (props === undefined) throw new Error('the example has no proxy');
  return haproxyConfigurationOf(props);
}

export interface Variant {
  /** @default aws */
  readonly cloud?: ExampleCloud;
  readonly drainSeconds?: number;
  readonly protocol?: 'tcp' | 'tls';
}

/**
 * The same on ports that are free here.
 *
 * @param serverPort where the product's pods listen
 * @param nameserver address and port
 */
export async function localConfiguration(
  { cloud = 'aws', ...changes }: Variant,
  serverPort: number,
  nameserver: string,
): Promise<HaproxyConfiguration> {
  const [containerPort = 0, readinessPort = 0, metricsPort = 0] = await freePorts(3);
  const configuration = exampleConfiguration(cloud, (listener) => ({
    ...listener,
    ...changes,
    containerPort,
    readinessPort,
    metricsPort,
    ...(listener.target === undefined ? {} : { target: { ...listener.target, port: serverPort } }),
  }));
  return { ...configuration, nameservers: [nameserver] };
}
