import { domainOf } from '../../core/hosts';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { PRIORITY_CLASSES } from '../nodes/priority-classes';
import { cloudAccountOf } from '../pods/cloud-account';
import { type ChartImage, imageValues } from './chart-image';
import type { ChartContext, ChartValues, HelmChart } from './helm-chart';
import { asks, onSystemNodes, trustAnnotations, trustVolumes, variables } from './pod-values';

const NAME = 'external-dns';
const IMAGE: ChartImage = { registry: 'registry.k8s.io', repository: 'external-dns/external-dns', tag: 'v0.21.0' };

/** The next version has another by default, and would then find no annotation of ours. */
const ANNOTATIONS = 'external-dns.alpha.kubernetes.io/';

/**
 * Annotations of a Service by which it gets names in DNS. A Service behind a target group does not know its load
 * balancer: the target says it. https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
 */
export function dnsAnnotations(hosts: readonly string[], target: string | undefined): Record<string, string> {
  return {
    [`${ANNOTATIONS}hostname`]: hosts.join(),
    ...(target === undefined ? {} : { [`${ANNOTATIONS}target`]: target }),
  };
}

/** Writes DNS records. Two of it would write against each other, so there is one pod. */
export const externalDns: HelmChart = {
  release: NAME,
  service: 'external-dns',
  chart: 'external-dns',
  repository: 'https://kubernetes-sigs.github.io/external-dns/',
  version: '1.21.1',
  namespace: NAME,
  // Its own kind of resource is not used.
  definitions: 'none',
  images: () => [IMAGE],
  values,
  source: {
    url: 'https://github.com/kubernetes-sigs/external-dns/blob/external-dns-helm-chart-1.21.1/charts/external-dns/values.yaml',
    checked: '2026-11-21',
  },
};

function values({ config, outputs, pods }: ChartContext): ChartValues {
  const account = cloudAccountOf(config, outputs, NAME, NAME);
  const { environment, plan } = config;
  const region = config.cloud === 'aws' ? { AWS_REGION: environment.region } : {};
  return {
    image: imageValues(IMAGE, pods),
    serviceAccount: { create: true, name: NAME, annotations: { ...account.annotations } },
    podLabels: { ...account.podLabels },
    podAnnotations: trustAnnotations(pods),
    priorityClassName: PRIORITY_CLASSES.system,
    ...onSystemNodes(pods),
    resources: asks('50m', 64),
    env: variables({ ...pods.env, ...region }),
    ...trustVolumes(pods, 'extraVolumes', 'extraVolumeMounts'),
    sources: ['service'],
    labelFilter: 'app.kubernetes.io/part-of=byoc',
    annotationPrefix: ANNOTATIONS,
    // Records of others, and of what is gone, stay.
    policy: 'upsert-only',
    registry: 'txt',
    txtOwnerId: environment.id,
    domainFilters: [domainOf(plan, environment)],
    ...(environment.dns === undefined ? {} : zoneValues(config, environment.dns.zoneId)),
  };
}

/** How each provider is told the one zone: by its id, or by where it is. */
function zoneValues(config: DataPlaneConfig, zoneId: string): ChartValues {
  switch (config.cloud) {
    case 'aws':
      return { provider: { name: 'aws' }, extraArgs: { 'zone-id-filter': zoneId } };
    case 'gcp':
      return {
        provider: { name: 'google' },
        extraArgs: { 'zone-id-filter': zoneId, 'google-project': config.environment.project },
      };
    case 'azure':
      return azureZone(config.environment.tenant, zoneId);
  }
}

const AZURE_FOLDER = '/etc/kubernetes';

/**
 * Azure's provider reads a file; there is no secret in it. Its ids are in other letters than ours, so the zone is named by
 * its resource group and the domain.
 */
function azureZone(tenantId: string, zoneId: string): ChartValues {
  const [, , subscriptionId = '', , resourceGroup = '', , , type = ''] = zoneId.split('/');
  const isPrivate = type.toLowerCase() === 'privatednszones';
  const file = { tenantId, subscriptionId, resourceGroup, useWorkloadIdentityExtension: true };
  return {
    provider: { name: isPrivate ? 'azure-private-dns' : 'azure' },
    secretConfiguration: {
      enabled: true,
      mountPath: AZURE_FOLDER,
      data: { 'azure.json': JSON.stringify(file) },
    },
  };
}
