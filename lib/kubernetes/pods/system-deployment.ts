import { Construct } from 'constructs';
import type { IDeployment } from 'kubernetes-models/apps/v1' with { 'resolution-mode': 'import' };
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1' with { 'resolution-mode': 'import' };
import type { IContainer, IVolume, IVolumeMount } from 'kubernetes-models/v1' with { 'resolution-mode': 'import' };
import { checksum } from '../../core/checksum';
import { selectedBy } from '../labels';
import { put } from '../manifest';
import { trustOf } from './ca-trust';
import { HARDENED_CONTAINER, HARDENED_POD } from './hardening';
import { mirrored, type PodDefaults } from './pod-defaults';

/** What is mounted, read-only but for scratch space in memory. */
export type Mount =
  | {
      readonly configMap: string /** File name to key. @default - every key */;
      readonly files?: Readonly<Record<string, string>>;
    }
  | {
      readonly secret: string /** File name to key. @default - every key */;
      readonly files?: Readonly<Record<string, string>>;
    }
  | { readonly scratchMiB: number };

/** Answers HTTP with 200 as long as all is well. */
export interface HttpProbe {
  /** Name of the port. */
  readonly port: string;
  readonly path: string;
}

export interface SystemContainer {
  readonly image: string;
  /** @default - the image's own */
  readonly args?: readonly string[];
  /** @default {} */
  readonly env?: Readonly<Record<string, string>>;
  /** TCP ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Requests; memory is the limit, too. There is no CPU limit: it would slow a pod down on an idle node. */
  readonly resources: { readonly cpu: string; readonly memory: string };
  readonly readiness: HttpProbe;
  readonly liveness: HttpProbe;
  /** Path to what is mounted there. @default {} */
  readonly mounts?: Readonly<Record<string, Mount>>;
}

export interface SystemDeploymentProps {
  /** Name of the Deployment, and of the component in labels. */
  readonly name: string;
  readonly namespace: string;
  /** Name of its service account. */
  readonly serviceAccount: string;
  /** Whether its pods talk to the Kubernetes API. */
  readonly callsApi: boolean;
  /** Number of pods; a budget keeps all but one where there are several. Autoscaled: the autoscaler's least. */
  readonly replicas: number;
  /** Whether an autoscaler sets the number of pods, which is then not written here. @default false */
  readonly autoscaled?: boolean;
  readonly container: SystemContainer;
  readonly pods: PodDefaults;
  /** Labels of the pods beside those they are selected by. @default {} */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** Text whose change rolls the pods: their configuration. @default - none */
  readonly configuration?: string;
  /** How long a pod may take to stop, in seconds. @default 30 */
  readonly terminationGraceSeconds?: number;
  readonly priorityClass: string;
}

/**
 * A program on the system nodes, as closed as Pod Security `restricted` asks and more: read-only root, no token unless
 * it calls the API, spread over the zones, with a disruption budget.
 */
export class SystemDeployment extends Construct {
  /** Labels that select its pods. */
  public readonly selector: Readonly<Record<string, string>>;

  public constructor(scope: Construct, id: string, props: SystemDeploymentProps) {
    super(scope, id);
    const { name, namespace, replicas, pods } = props;
    const { podLabels = {}, autoscaled = false, terminationGraceSeconds = 30 } = props;
    const selector = selectedBy(name);
    this.selector = selector;
    const mounts = mountsOf(props);
    put<IDeployment>(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        ...(autoscaled ? {} : { replicas }),
        revisionHistoryLimit: 3,
        selector: { matchLabels: selector },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: {
            labels: { ...selector, ...podLabels },
            ...annotationsOf(props),
          },
          spec: {
            serviceAccountName: props.serviceAccount,
            automountServiceAccountToken: props.callsApi,
            enableServiceLinks: false,
            priorityClassName: props.priorityClass,
            terminationGracePeriodSeconds: terminationGraceSeconds,
            nodeSelector: { ...pods.nodeSelector },
            tolerations: pods.tolerations.map((toleration) => ({ ...toleration })),
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'topology.kubernetes.io/zone',
                whenUnsatisfiable: 'DoNotSchedule',
                labelSelector: { matchLabels: selector },
                // Pods of the version before do not count, nor do nodes that are being drained.
                matchLabelKeys: ['pod-template-hash'],
                nodeTaintsPolicy: 'Honor',
              },
            ],
            securityContext: HARDENED_POD,
            containers: [containerOf(props, mounts.volumeMounts)],
            ...(mounts.volumes.length > 0 ? { volumes: mounts.volumes } : {}),
          },
        },
      },
    });
    if (replicas > 1) {
      put<IPodDisruptionBudget>(this, 'DisruptionBudget', {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name, namespace },
        spec: {
          maxUnavailable: 1,
          selector: { matchLabels: selector },
          // A pod that does not work anyway must not keep a node from being drained.
          unhealthyPodEvictionPolicy: 'AlwaysAllow',
        },
      });
    }
  }
}

function containerOf({ name, container, pods }: SystemDeploymentProps, volumeMounts: IVolumeMount[]): IContainer {
  const { image, args, env, ports, resources, readiness, liveness } = container;
  const variables = Object.entries({ ...pods.env, ...trustOf(pods).env, ...env });
  return {
    name,
    image: mirrored(image, pods.registry),
    ...(args === undefined ? {} : { args: [...args] }),
    ...(variables.length > 0 ? { env: variables.map(([variable, value]) => ({ name: variable, value })) } : {}),
    ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort, protocol: 'TCP' })),
    resources: { requests: { ...resources }, limits: { memory: resources.memory } },
    readinessProbe: { httpGet: { ...readiness }, periodSeconds: 5, failureThreshold: 2 },
    livenessProbe: { httpGet: { ...liveness }, periodSeconds: 10, failureThreshold: 6 },
    startupProbe: { httpGet: { ...liveness }, periodSeconds: 5, failureThreshold: 24 },
    securityContext: HARDENED_CONTAINER,
    ...(volumeMounts.length > 0 ? { volumeMounts } : {}),
  };
}

/** A changed certificate or configuration rolls the pods: neither is read again by a program that runs. */
function annotationsOf({ configuration, pods }: SystemDeploymentProps) {
  const watched = [configuration, pods.caBundle].filter((text) => text !== undefined);
  return watched.length === 0 ? {} : { annotations: { 'byoc/configuration': checksum(watched.join('\0')) } };
}

function mountsOf({ container, pods }: SystemDeploymentProps): { volumes: IVolume[]; volumeMounts: IVolumeMount[] } {
  const entries = Object.entries(container.mounts ?? {});
  const volumes = entries.map(([, mount], index) => volumeOf(`mount-${index}`, mount));
  const volumeMounts = entries.map(([mountPath, mount], index): IVolumeMount => {
    const isScratch = 'scratchMiB' in mount;
    return { name: `mount-${index}`, mountPath, ...(isScratch ? {} : { readOnly: true }) };
  });
  const trust = trustOf(pods);
  return { volumes: [...volumes, ...trust.volumes], volumeMounts: [...volumeMounts, ...trust.volumeMounts] };
}

function volumeOf(name: string, mount: Mount): IVolume {
  if ('scratchMiB' in mount) return { name, emptyDir: { medium: 'Memory', sizeLimit: `${mount.scratchMiB}Mi` } };
  const files = mount.files && Object.entries(mount.files).map(([path, key]) => ({ key, path }));
  const items = files === undefined ? {} : { items: files };
  return 'secret' in mount
    ? { name, secret: { secretName: mount.secret, ...items } }
    : { name, configMap: { name: mount.configMap, ...items } };
}
