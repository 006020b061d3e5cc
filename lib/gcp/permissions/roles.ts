import { before, conditionOf, named, type Place } from './conditions';
import type { Grant } from './grant';

/** Google's role is taken for what GKE needs of every node, which Google adds to with its versions. */
const NODES: Grant = {
  kind: 'predefined',
  role: 'roles/container.defaultNodeServiceAccount',
  permissions: [
    'autoscaling.sites.writeMetrics',
    'logging.logEntries.create',
    'monitoring.metricDescriptors.create',
    'monitoring.metricDescriptors.list',
    'monitoring.timeSeries.create',
    'monitoring.timeSeries.list',
  ],
  on: 'project',
  grantedBy: 'customer',
  unnamed: 'logs and metrics have no policy of their own',
  reason: 'logs and metrics of nodes and of GKE, kept by Google with the versions of GKE',
  neededBy: 'nodes',
};

/** `europe-west1-docker.pkg.dev/project/repository`, with a path or without. */
const ARTIFACT_REGISTRY = /^([a-z0-9-]+)-docker\.pkg\.dev\/([a-z][a-z0-9-]{4,28}[a-z0-9])\/([a-z0-9._-]+)(\/|$)/;

/**
 * What the nodes' service account may do: logs and metrics, and image pulls where the mirror (`registry`) is a repository
 * of the installation's project. A repository of another project is opened by its owner.
 */
export function nodeGrants(project: string, registry: string | undefined): readonly Grant[] {
  const [, location, owner, repository] = registry?.match(ARTIFACT_REGISTRY) ?? [];
  if (owner !== project || location === undefined || repository === undefined) return [NODES];
  return [
    NODES,
    {
      kind: 'custom',
      role: 'images-pull',
      permissions: ['artifactregistry.repositories.downloadArtifacts'],
      on: 'image repository',
      target: `projects/${project}/locations/${location}/repositories/${repository}`,
      grantedBy: 'customer',
      reason: 'pulls images from the mirror, and from no other repository',
      neededBy: 'nodes',
    },
  ];
}

/** The customer's administrators: everything in this cluster, and in no other of the project. */
export function administratorGrants(place: Place): readonly Grant[] {
  const condition = conditionOf(`byoc ${place.environmentId} administrators`, [named(['cluster'], place)]);
  return [
    {
      kind: 'predefined',
      role: 'roles/container.admin',
      permissions: ['container.clusters.connect', 'container.clusters.get', 'container.clusters.update'],
      on: 'project',
      ...(condition === undefined ? {} : { condition }),
      grantedBy: 'customer',
      reason: 'administers the cluster and what is in it; the customer names who',
      neededBy: 'administrators',
    },
  ];
}

/**
 * Leads the vendor's engineers to the door of Kubernetes, until the expiry: what is behind it is for Kubernetes to give.
 * Without an expiry, nobody is let in: it is for its role alone then.
 */
export function supportGrant(place: Place, expiresAt: string | undefined): Grant {
  const condition = conditionOf(`byoc ${place.environmentId} support`, [
    named(['cluster'], place),
    expiresAt === undefined ? undefined : before(expiresAt),
  ]);
  return {
    kind: 'custom',
    role: 'support',
    permissions: ['container.clusters.connect', 'container.clusters.get'],
    on: 'project',
    ...(condition === undefined ? {} : { condition }),
    grantedBy: 'customer',
    reason: 'finds and reaches the Kubernetes API; all other rights come from Kubernetes',
    neededBy: 'support',
  };
}
