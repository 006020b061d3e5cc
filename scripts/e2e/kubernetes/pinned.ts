/** Version of the API server, its controllers and kubectl. */
export const KUBERNETES = '1.36.3';
/** What plays the kubelets. */
export const KWOK = 'v0.8.0';
/** Helm's oldest major version that is maintained; what it renders, its successor renders too. */
export const HELM = 'v3.22.0';

/** A Go module: where definitions of custom resources and charts are published in a form that is checked by a sum. */
export interface Module {
  readonly path: string;
  readonly version: string;
}

export const MODULES = {
  kwok: { path: 'sigs.k8s.io/kwok', version: KWOK },
  istioApi: { path: 'istio.io/api', version: 'v1.31.1' },
  // Releases of Istio carry a path that Go does not accept; this is its development branch.
  istio: { path: 'istio.io/istio', version: 'v0.0.0-20260827124520-eed52ebb66ad' },
  certManager: { path: 'github.com/cert-manager/cert-manager', version: 'v1.21.2' },
  gatewayApi: { path: 'sigs.k8s.io/gateway-api', version: 'v1.5.0' },
  // The newest that Go 1.26 takes.
  argoCd: { path: 'github.com/argoproj/argo-cd/v3', version: 'v3.5.7' },
} as const satisfies Readonly<Record<string, Module>>;

export type ModuleName = keyof typeof MODULES;
