import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { DataPlaneConfig } from '../../core/resolve-config';
import { chartsOf } from '../charts';
import { CA_BUNDLE } from '../pods/pod-defaults';

export interface KubeSystemTrustProps {
  /** Certificates to trust beside the public ones, PEM. */
  readonly caBundle: string;
}

const NAMESPACE = 'kube-system';

/**
 * The customer's certificates for charts that run in kube-system, which is no namespace of ours. It must be there before
 * the charts: their pods mount it.
 */
export class KubeSystemTrust extends Construct {
  public constructor(scope: Construct, id: string, props: KubeSystemTrustProps) {
    super(scope, id);
    new ConfigMap(this, 'Resource', {
      metadata: { name: CA_BUNDLE.configMap, namespace: NAMESPACE },
      data: { [CA_BUNDLE.key]: props.caBundle },
    });
  }
}

/** Undefined: there are no certificates, or no chart of ours runs there. */
export function kubeSystemTrustPropsOf(config: DataPlaneConfig): KubeSystemTrustProps | undefined {
  const { caBundle } = config.environment;
  const isNeeded = chartsOf(config).some(({ namespace }) => namespace === NAMESPACE);
  return caBundle === undefined || !isNeeded ? undefined : { caBundle };
}
