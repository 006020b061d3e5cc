import type { Source } from './clouds/cloud-facts';
import type { Report } from './config-error';
import type { Plan } from './plan/plan';

/** A Kubernetes minor version and what is pinned with it. */
export interface KubernetesRelease {
  /** Last day of standard support on EKS. */
  readonly eksStandardSupportEnds: string;
  /** EKS add-ons at the versions EKS installs by default; one that is missing is left to EKS. */
  readonly eksAddOns: Readonly<Record<string, string>>;
  /** Tag of the autoscaler's image; it goes with the minor version of the cluster. */
  readonly clusterAutoscaler: string;
  /** Tag of Kubernetes' own image of kubectl: https://kubernetes.io/releases/version-skew-policy/#kubectl */
  readonly kubectl: string;
}

const SHARED_ADD_ONS = {
  'vpc-cni': 'v1.22.4-eksbuild.3',
  'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
  'aws-ebs-csi-driver': 'v1.66.0-eksbuild.1',
  'metrics-server': 'v0.9.0-eksbuild.11',
};

/**
 * Every version this library knows how to install. EKS serves a pinned version in every region it announces it
 * for; to compare: `aws eks describe-addon-versions --kubernetes-version 1.36 --query
 * 'addons[].addonVersions[?compatibilities[0].defaultVersion].addonVersion'`. snapshot-controller is not pinned:
 * no default version is published.
 */
export const KUBERNETES_RELEASES: Readonly<Record<string, KubernetesRelease>> = {
  '1.35': {
    eksStandardSupportEnds: '2027-03-27',
    eksAddOns: { ...SHARED_ADD_ONS, 'kube-proxy': 'v1.35.3-eksbuild.29', coredns: 'v1.13.2-eksbuild.31' },
    clusterAutoscaler: 'v1.35.1',
    kubectl: 'v1.35.4',
  },
  '1.36': {
    eksStandardSupportEnds: '2027-08-02',
    eksAddOns: { ...SHARED_ADD_ONS, 'kube-proxy': 'v1.36.0-eksbuild.25', coredns: 'v1.14.3-eksbuild.23' },
    clusterAutoscaler: 'v1.36.1',
    kubectl: 'v1.36.3',
  },
};

/** Where the table comes from; add-on versions were seen in public configurations of September and October 2026. */
export const KUBERNETES_RELEASES_SOURCE: Source = {
  url: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  checked: '2026-11-20',
};

/** What goes with the plan's Kubernetes version, which must be one that this library pins the rest for. */
export function resolveKubernetes(plan: Plan, report: Report): KubernetesRelease | undefined {
  const release = KUBERNETES_RELEASES[plan.kubernetesVersion];
  if (release === undefined) {
    const known = Object.keys(KUBERNETES_RELEASES);
    report.problem(
      ['plan', 'kubernetesVersion'],
      `be one of ${known.join(', ')}, for which add-ons are pinned`,
      plan.kubernetesVersion,
      'choose one of them',
    );
  }
  return release;
}
