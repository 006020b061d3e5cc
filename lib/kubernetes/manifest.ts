import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** What every Kubernetes object has. */
interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: object;
}

/**
 * Adds an object that is written as Kubernetes documents it. The caller names its type, so that an unknown field is an
 * error of the compiler: `put<IDeployment>(this, 'Resource', { ... })`.
 */
export function put<T extends KubernetesObject>(scope: Construct, id: string, object: T): ApiObject {
  return new ApiObject(scope, id, { ...object });
}
