import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../lib';
import { ROOT } from '../root';
import type { BlueprintsCluster } from './blueprints-app';
import { EXAMPLE, type Program } from './process-run';

const PLAN = join(EXAMPLE, 'plan.yaml');
const ENVIRONMENT = join(EXAMPLE, 'environment.yaml');
/** Makes aws-cdk-lib write down its own times, which it otherwise does for slow apps only. */
const WRITE_COUNTERS = { '@aws-cdk/core.slowSynthThreshold': 0 };

export const BARE_NODE: Program = { name: 'bare node', args: [script('import-package')] };

/** Clouds that Terraform applies, with the package of their provider. */
export const TERRAFORM_CLOUDS = [
  { name: 'gcp', title: 'GCP', provider: '@cdktf/provider-google' },
  { name: 'azure', title: 'Azure', provider: '@cdktf/provider-azurerm' },
] as const;
export type TerraformCloud = (typeof TERRAFORM_CLOUDS)[number];

/** Prints which modules of the provider we load. */
export function providerModules({ name, provider }: TerraformCloud): Program {
  const args = [script('provider-modules'), `byoc-constructs/${name}`, provider];
  return { name: `modules of ${provider} that we load`, args };
}

export const RESOLVE_CONFIGS: Program = {
  name: 'resolveConfig of 1,000 environments',
  args: ['--expose-gc', script('resolve-configs')],
};

/** HAProxy in front of PostgreSQL and PostgreSQL alone, in turn, so many times. */
export function proxyFigures(runs: number): Program {
  return { name: 'the proxy against PostgreSQL alone', args: [script('proxy-figures'), String(runs)] };
}

/** Custody and data plane as `cdk deploy` starts an app, with the context of the bundled one but without the CLI around it. */
export function awsPlanes(validator: boolean): Program {
  return {
    name: 'custody + data plane',
    args: [script('planes-app')],
    environment: synthesis(validator, { ...bundledContext(), plan: PLAN, environment: ENVIRONMENT }),
  };
}

export function oneBucket(validator: boolean): Program {
  return { name: 'one bucket', args: [script('one-bucket-app')], environment: synthesis(validator) };
}

export function environments(count: number): Program {
  return {
    name: `${count} environment${count === 1 ? '' : 's'}`,
    args: [script('environments-app'), String(count)],
    environment: synthesis(false, bundledContext()),
  };
}

/** The bundled app as a customer starts it, on outputs in a file. */
export function manifests(outputsFile: string): Program {
  return {
    name: 'manifests',
    args: [join('dist', 'cdk8s-app', 'app.js'), PLAN, ENVIRONMENT, outputsFile, '--out', `${outputsFile}.manifests`],
  };
}

export function terraformStacks({ name }: TerraformCloud): Program {
  return {
    name: 'bootstrap + custody + data plane + grants',
    args: [script('terraform-stacks-app'), name, PLAN, join(EXAMPLE, `environment-${name}.yaml`)],
  };
}

export function emptyStack(provider: string, modules: readonly string[]): Program {
  return { name: 'empty stack', args: [script('empty-stack-app'), provider, ...modules] };
}

export function importOf(packageName: string): Program {
  return { name: `import of ${packageName}`, args: [script('import-package'), packageName] };
}

export function blueprints(folder: string, validator: boolean): Program {
  return {
    name: 'cdk-eks-blueprints',
    args: [script('blueprints-app'), folder, JSON.stringify(blueprintsCluster())],
    environment: synthesis(validator),
  };
}

/** Ten add-ons, at our versions where both have them: with a version given, blueprints does not ask AWS for one. */
export function blueprintsCluster(): BlueprintsCluster {
  const config = loadConfig(join(ROOT, PLAN), join(ROOT, ENVIRONMENT));
  if (config.cloud !== 'aws') throw new Error('the example is expected to be on aws');
  const { eksAddOns } = config.kubernetes;
  return {
    account: config.environment.account,
    region: config.environment.region,
    kubernetesVersion: config.plan.kubernetesVersion,
    addOns: [
      ['VpcCniAddOn', { version: eksAddOns['vpc-cni'] }],
      ['CoreDnsAddOn', eksAddOns.coredns],
      ['KubeProxyAddOn', eksAddOns['kube-proxy']],
      ['EbsCsiDriverAddOn', { version: eksAddOns['aws-ebs-csi-driver'] }],
      ['MetricsServerAddOn'],
      ['ClusterAutoScalerAddOn'],
      ['AwsLoadBalancerControllerAddOn'],
      ['ExternalsSecretsAddOn'],
      ['CertManagerAddOn'],
      ['IstioBaseAddOn'],
    ],
  };
}

function synthesis(validator: boolean, context: Record<string, unknown> = {}): Record<string, string> {
  return {
    ...(validator ? {} : { CDK_VALIDATION: 'false' }),
    CDK_CONTEXT_JSON: JSON.stringify({ ...(validator ? WRITE_COUNTERS : {}), ...context }),
  };
}

function bundledContext(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(ROOT, 'cdk-app', 'cdk.json'), 'utf8')).context;
}

function script(name: string): string {
  return join(__dirname, `${name}.js`);
}
