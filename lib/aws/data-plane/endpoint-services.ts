import type { CapabilityId } from '../../core/capabilities';
import type { DataPlaneConfig } from '../../core/resolve-config';

type Config = DataPlaneConfig<'aws'>;

const hasService =
  (id: Config['plan']['clusterServices'][number]) =>
  ({ plan }: Config): boolean =>
    plan.clusterServices.includes(id);
const hasCapability =
  (id: CapabilityId) =>
  ({ identities }: Config): boolean =>
    identities.some(({ capabilities }) => capabilities.some((capability) => capability.id === id));
const hasNodeShell = ({ environment }: Config): boolean => environment.nodeShell;
const always = (): boolean => true;

/**
 * Services that nodes and pods call, by what calls them. S3 has a gateway endpoint.
 * Source: https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
const SERVICES: readonly {
  readonly service: string;
  readonly neededBy: string;
  readonly when: (config: Config) => boolean;
}[] = [
  { service: 'ec2', neededBy: 'network plugin, volume driver', when: always },
  { service: 'ecr.api', neededBy: 'image pulls', when: always },
  { service: 'ecr.dkr', neededBy: 'image pulls', when: always },
  { service: 'eks', neededBy: 'autoscaler, kubeconfig', when: always },
  { service: 'eks-auth', neededBy: 'Pod Identity', when: always },
  { service: 'logs', neededBy: 'log agents', when: always },
  { service: 'sts', neededBy: 'software that takes roles by web identity', when: always },
  {
    service: 'elasticloadbalancing',
    neededBy: 'load-balancer-controller',
    when: hasService('load-balancer-controller'),
  },
  { service: 'autoscaling', neededBy: 'cluster-autoscaler', when: hasService('cluster-autoscaler') },
  { service: 'ssm', neededBy: 'sessions on nodes', when: hasNodeShell },
  { service: 'ssmmessages', neededBy: 'sessions on nodes', when: hasNodeShell },
  { service: 'ec2messages', neededBy: 'sessions on nodes', when: hasNodeShell },
  { service: 'sqs', neededBy: 'telemetry:queue', when: hasCapability('telemetry:queue') },
  { service: 'aps-workspaces', neededBy: 'metrics:query', when: hasCapability('metrics:query') },
];

/** Interface endpoints of this installation, and the control plane's own where it is reached privately. */
export function interfaceEndpoints(config: Config): string[] {
  const services = SERVICES.filter(({ when }) => when(config)).map(({ service }) => service);
  return config.egress.mode === 'private-endpoint' ? [...services, config.egress.serviceName] : services;
}
