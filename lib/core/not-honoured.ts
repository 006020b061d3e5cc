import type { Cloud } from './clouds/cloud-facts';
import type { Path, Report } from './config-error';
import type { Environment } from './environment/environment';

interface NotHonoured {
  readonly path: Path;
  readonly isSet: (environment: Environment) => boolean;
  readonly text: string;
}

/** Fields that a cloud does not honour, or not yet. A customer must not believe otherwise. */
const NOT_HONOURED: Readonly<Record<Cloud, readonly NotHonoured[]>> = {
  aws: [
    {
      path: ['maintenanceWindows'],
      isSet: ({ maintenanceWindows }) => maintenanceWindows.length > 0,
      text: 'does not bind EKS, which upgrades the cluster when the stack is deployed and patches only on request: deploy inside the window',
    },
    {
      path: ['registry'],
      isSet: ({ registry }) => registry !== undefined,
      text: "does not change EKS add-ons, which come from AWS's registry in the region",
    },
    {
      path: ['httpProxy'],
      isSet: ({ httpProxy }) => httpProxy !== undefined,
      text: 'is not given to the nodes: they pull images directly',
    },
    { path: ['caBundle'], isSet: ({ caBundle }) => caBundle !== undefined, text: 'is not given to the nodes' },
  ],
  gcp: [
    {
      path: ['cloud'],
      isSet: () => true,
      text: 'has manifests only: this version has no bootstrap, custody and data plane for GCP',
    },
  ],
  azure: [
    {
      path: ['cloud'],
      isSet: () => true,
      text: 'has manifests only: this version has no bootstrap, custody and data plane for Azure',
    },
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
