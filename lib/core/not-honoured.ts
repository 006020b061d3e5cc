import type { Cloud } from './clouds/cloud-facts';
import type { Path, Report } from './config-error';
import type { Environment } from './environment/environment';

interface NotHonoured {
  readonly path: Path;
  readonly isSet: (environment: Environment) => boolean;
  readonly text: string;
}

/** What reaches pods and charts, and no nodes. */
const NODES: readonly NotHonoured[] = [
  {
    path: ['httpProxy'],
    isSet: ({ httpProxy }) => httpProxy !== undefined,
    text: 'is not given to the nodes: they pull images directly',
  },
  { path: ['caBundle'], isSet: ({ caBundle }) => caBundle !== undefined, text: 'is not given to the nodes' },
];

/** Fields that a cloud does not honour, or not yet. A customer must not believe otherwise. */
const NOT_HONOURED: Readonly<Record<Cloud, readonly NotHonoured[]>> = {
  aws: [
    {
      path: ['maintenanceWindows'],
      isSet: ({ maintenanceWindows }) => maintenanceWindows.length > 0,
      text: 'does not bind EKS, which upgrades the cluster when the stack is deployed and patches only on request: deploy inside the window',
    },
    {
      path: ['maintenanceExclusions'],
      isSet: ({ maintenanceExclusions }) => maintenanceExclusions.length > 0,
      text: 'does not bind EKS, which upgrades the cluster when the stack is deployed: do not deploy in that time',
    },
    {
      path: ['registry'],
      isSet: ({ registry }) => registry !== undefined,
      text: "does not change EKS add-ons, which come from AWS's registry in the region",
    },
    ...NODES,
  ],
  gcp: [
    {
      path: ['access', 'externalId'],
      isSet: ({ access }) => access.externalId !== undefined,
      text: 'means nothing on gcp, where the vendor is known by its identity alone',
    },
    {
      path: ['access', 'allowDelete'],
      isSet: ({ access }) => access.allowDelete && access.mode !== 'managed',
      text: 'gives nothing outside mode managed: on gcp whoever applies deletes with rights of their own',
    },
    {
      path: ['nodeShell'],
      isSet: ({ nodeShell, network }) => nodeShell && network.kind === 'existing',
      text: 'opens nothing in a network of yours: let 35.235.240.0/20 (Identity-Aware Proxy) in to the nodes on TCP port 22 there',
    },
    {
      path: ['registry'],
      isSet: ({ registry }) => registry !== undefined,
      text: "does not change what GKE runs on every node, which comes from Google's registries",
    },
    ...NODES,
  ],
  azure: [
    {
      path: ['access', 'externalId'],
      isSet: ({ access }) => access.externalId !== undefined,
      text: 'means nothing on azure, where the vendor is known by its identity alone',
    },
    {
      path: ['access', 'allowDelete'],
      isSet: ({ access }) => access.allowDelete && access.mode !== 'managed',
      text: 'gives nothing outside mode managed: on azure whoever applies deletes with rights of their own',
    },
    {
      path: ['kubernetesApi', 'allowedCidrs'],
      isSet: ({ kubernetesApi, network }) =>
        network.kind === 'existing' && kubernetesApi.access === 'private' && kubernetesApi.allowedCidrs.length > 0,
      text: 'closes nothing in a network of yours: AKS takes a list for a public API only, so let them in by the security groups of your subnets',
    },
    {
      path: ['nodeShell'],
      isSet: ({ nodeShell }) => nodeShell,
      text: 'opens nothing on azure: administrators of the cluster get to nodes with kubectl debug',
    },
    {
      path: ['maintenanceWindows'],
      isSet: ({ maintenanceWindows }) => maintenanceWindows.length > 0,
      text: 'does not bind releases of AKS itself, which change control plane and system add-ons at any time',
    },
    {
      path: ['maintenanceExclusions'],
      isSet: ({ maintenanceExclusions }) => maintenanceExclusions.some(({ scope }) => scope !== 'all'),
      text: 'excludes patches of Kubernetes as well on azure, where minor versions cannot be told from them',
    },
    {
      path: ['registry'],
      isSet: ({ registry }) => registry !== undefined,
      text: "does not change what AKS runs on every node, which comes from Microsoft's registry",
    },
    ...NODES,
  ],
};

/** Warns of every field that is set and not honoured. */
export function warnOfNotHonoured(environment: Environment, report: Report): void {
  for (const { path, isSet, text } of NOT_HONOURED[environment.cloud]) {
    if (isSet(environment)) report.warn(['environment', ...path], text);
  }
  if (environment.nodeImage === 'bottlerocket' && environment.cloud !== 'aws') {
    report.warn(
      ['environment', 'nodeImage'],
      `is not honoured on ${environment.cloud}, which has no Bottlerocket nodes`,
    );
  }
}
