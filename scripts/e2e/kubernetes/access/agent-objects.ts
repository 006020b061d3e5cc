import { AGENT_POLICIES } from '../../../../lib/kubernetes/components/agent-policies';
import type { KubernetesObject } from '../objects';
import { deployment, service, statefulSet } from './agent-pods';
import { type ClaimPart, claimParts, OURS } from './claim-parts';

/** Two objects that differ in one thing, which decides whether the agent may make them. */
export interface ObjectPair {
  readonly what: string;
  readonly refused: KubernetesObject;
  readonly allowed: KubernetesObject;
  /** Name of the policy that refuses. */
  readonly policy: string;
  /** Part of what is said of the one that is refused. */
  readonly because: string;
}

const FINALIZER = ['example.com/stays'];

/** What the agent may say of Services, claims and everything else. */
export function objectPairs(namespace: string): ObjectPair[] {
  const { services, claims, statefulSets, templates, objects } = AGENT_POLICIES;
  const made: ObjectPair[] = [];
  const add = (
    pair: Omit<ObjectPair, 'refused' | 'allowed'>,
    make: (name: string, isRefused: boolean) => KubernetesObject,
  ): void => {
    const index = made.length;
    made.push({ ...pair, refused: make(`no-${index}`, true), allowed: make(`yes-${index}`, false) });
  };
  const labelled = (what: string, because: string, refused: object, allowed: object) =>
    add({ what, because, policy: objects }, (name, isRefused) =>
      withMetadata(service(namespace, name), isRefused ? refused : allowed),
    );
  add({ what: 'addresses', because: 'no externalIPs', policy: services }, (name, isRefused) =>
    service(namespace, name, isRefused ? { externalIPs: ['203.0.113.7'] } : {}),
  );
  const host = 'www.example.com';
  labelled(
    'a name in DNS',
    'DNS records',
    { annotations: { 'external-dns.alpha.kubernetes.io/hostname': host } },
    { annotations: { 'example.com/hostname': host } },
  );
  labelled(
    'the label of ours',
    'of the installation',
    { labels: { 'app.kubernetes.io/part-of': 'byoc' } },
    { labels: { 'app.kubernetes.io/part-of': 'product' } },
  );
  labelled(
    'the label of the environment',
    'of the installation',
    { labels: { 'byoc/environment': 'acme' } },
    { labels: { environment: 'acme' } },
  );
  for (const make of [service, configMap, deploymentOf, claim]) {
    add({ what: `a finalizer of ${make.name}`, because: 'no finalizers', policy: objects }, (name, isRefused) =>
      withMetadata(make(namespace, name), { finalizers: isRefused ? FINALIZER : ['orphan'] }),
    );
  }
  add({ what: 'a finalizer of pods', because: 'no finalizers', policy: templates }, (name, isRefused) =>
    withPodFinalizers(deploymentOf(namespace, name), isRefused ? FINALIZER : []),
  );
  add({ what: 'a finalizer of claims', because: 'no finalizers', policy: statefulSets }, (name, isRefused) =>
    statefulSet(namespace, name, [{ ...OURS, metadata: { name: 'data', finalizers: isRefused ? FINALIZER : [] } }]),
  );
  for (const { what, refused, allowed, because } of claimParts()) {
    add({ what: `a claim with ${what}`, because, policy: claims }, (name, isRefused) =>
      claim(namespace, name, isRefused ? refused : allowed),
    );
    add({ what: `a StatefulSet with ${what}`, because, policy: statefulSets }, (name, isRefused) => {
      const { metadata, spec } = isRefused ? refused : allowed;
      return statefulSet(namespace, name, [{ metadata: { ...metadata, name: 'data' }, spec }]);
    });
  }
  return made;
}

/** A claim, of ours unless it says otherwise. */
export function claim(namespace: string, name: string, { metadata, spec }: ClaimPart = OURS): KubernetesObject {
  return withMetadata(
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { namespace, name }, spec },
    metadata,
  );
}

function configMap(namespace: string, name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name } };
}

function deploymentOf(namespace: string, name: string): KubernetesObject {
  return deployment(namespace, name, {});
}

function withMetadata(object: KubernetesObject, part: object = {}): KubernetesObject {
  return { ...object, metadata: { ...object.metadata, ...part } };
}

function withPodFinalizers(object: KubernetesObject, finalizers: readonly string[]): KubernetesObject {
  const spec = Object(object.spec);
  const metadata = { ...spec.template.metadata, finalizers };
  return { ...object, spec: { ...spec, template: { ...spec.template, metadata } } };
}
