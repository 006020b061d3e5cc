import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { RENDERED_KINDS } from '../../cdk8s-app/objects';
import type { DataPlaneConfig } from '../../lib/core/resolve-config';
import { resolveConfig } from '../../lib/core/resolve-config';
import { DataPlaneChart } from '../../lib/kubernetes';
import { examples, renderManifests } from '../../scripts/examples';
import {
  fullEnvironment,
  fullGcpEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';
import { deployed, type Manifest } from '../support/kubernetes';
import { ROOT } from '../support/modules';

/** What must hold of every object of ours, in every example and with everything that an environment can say. */
const CASES: [string, Case][] = [
  ...examples(),
  { name: 'everything on AWS', config: resolveConfig(fullPlan(), fullEnvironment()) as DataPlaneConfig },
  {
    name: 'everything on Google Cloud',
    config: resolveConfig(fullPlan(), fullGcpEnvironment()) as DataPlaneConfig,
  },
  {
    name: 'the least on Google Cloud',
    config: resolveConfig(minimalPlanForEveryCloud(), gcpEnvironment()) as DataPlaneConfig,
  },
].map((example) => {
  const files = renderManifests(example);
  const objects: Manifest[] = files
    .filter(({ path }) => /^\d\d-[\w-]+\.yaml$/.test(path))
    .flatMap(({ content }) => parseAllDocuments(content).map((document) => document.toJS()));
  const images = files.find(({ path }) => path === 'images.txt')?.content ?? '';
  return [example.name, { config: example.config, objects, images, files }];
});

interface Case {
  readonly config: DataPlaneConfig;
  readonly objects: readonly Manifest[];
  readonly images: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

test('there are examples for every cloud', () => {
  expect(new Set(CASES.map(([, { config }]) => config.cloud))).toEqual(new Set(['aws', 'gcp', 'azure']));
});

describe.each(CASES)('%s', (_, { config, objects, images }) => {
  const deployments = objects.filter(({ kind }) => kind === 'Deployment');
  const workloads = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'CronJob');
  const templateOf = ({ kind, spec }: Manifest) => (kind === 'CronJob' ? spec.jobTemplate.spec : spec).template;
  const containers = workloads.flatMap((workload) =>
    templateOf(workload).spec.containers.map((container: Manifest) => ({ workload, container })),
  );
  const served = containers.filter(({ workload }) => workload.kind === 'Deployment');
  const nameOf = ({ metadata }: Manifest) => `${metadata.namespace}/${metadata.name}`;

  test('every object is known to the apply script, ours by its labels, and named', () => {
    expect(objects.length).toBeGreaterThan(20);
    for (const { kind, metadata } of objects) {
      expect([kind, metadata.name, metadata.labels?.['app.kubernetes.io/part-of']]).toEqual([
        kind,
        expect.stringMatching(/^[a-z0-9][a-z0-9.:-]*$/),
        'byoc',
      ]);
    }
  });

  test('no object is written twice', () => {
    const keys = objects.map((each) => `${each.kind} ${nameOf(each)}`);
    expect(keys.filter((key, index) => keys.indexOf(key) < index)).toEqual([]);
  });

  test('every object is in a namespace that is made here, or in kube-system', () => {
    const made = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    const elsewhere = objects.filter(
      ({ metadata }) => metadata.namespace !== undefined && ![...made, 'kube-system'].includes(metadata.namespace),
    );
    expect(elsewhere.map(nameOf)).toEqual([]);
  });

  test('every pod is restricted, and more', () => {
    expect(containers.length).toBeGreaterThan(0);
    for (const { workload, container } of containers) {
      const pod = templateOf(workload).spec;
      expect([nameOf(workload), pod.securityContext, container.securityContext]).toEqual([
        nameOf(workload),
        expect.objectContaining({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }),
        expect.objectContaining({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        }),
      ]);
      expect(pod.securityContext.runAsUser).toBeGreaterThan(9999);
      for (const open of ['hostNetwork', 'hostPID', 'hostIPC', 'hostUsers']) expect(pod).not.toHaveProperty(open);
      for (const volume of pod.volumes ?? []) expect(volume).not.toHaveProperty('hostPath');
    }
  });

  test('every container asks for CPU and memory, and may not take more memory', () => {
    for (const { workload, container } of containers) {
      const { requests, limits } = container.resources;
      expect([nameOf(workload), requests.cpu, limits]).toEqual([
        nameOf(workload),
        expect.stringMatching(/^\d/),
        { memory: requests.memory },
      ]);
    }
  });

  test('every container that serves answers probes', () => {
    for (const { container } of served) {
      const ports = container.ports.map(({ name }: { name: string }) => name);
      for (const probe of [container.readinessProbe, container.livenessProbe, container.startupProbe]) {
        expect(ports).toContain(probe.httpGet.port);
      }
    }
  });

  test('every pod runs on system nodes and tolerates their taints', () => {
    for (const workload of workloads) {
      const pod = templateOf(workload).spec;
      expect(pod.nodeSelector).toEqual({ 'byoc/profile': 'system' });
      expect(pod.tolerations.map(({ key }: { key: string }) => key)).toContain('CriticalAddonsOnly');
      expect(pod.priorityClassName).toBe('byoc-system-v1');
      expect(pod.enableServiceLinks).toBe(false);
    }
  });

  test('every Deployment is spread over the zones', () => {
    for (const { spec } of deployments) {
      expect(spec.template.spec.topologySpreadConstraints[0]).toMatchObject({
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: spec.selector,
      });
    }
  });

  test('selectors hold nothing that changes', () => {
    for (const { spec } of deployments) {
      expect(Object.keys(spec.selector.matchLabels).sort()).toEqual([
        'app.kubernetes.io/instance',
        'app.kubernetes.io/name',
      ]);
    }
  });

  test('a Deployment of several pods has a budget that lets one go, one of a single pod has none', () => {
    const scaled = objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
    for (const deployment of deployments) {
      const least =
        deployment.spec.replicas ??
        scaled.find(({ spec }) => spec.scaleTargetRef.name === deployment.metadata.name)?.spec.minReplicas;
      const budgets = objects.filter(
        ({ kind, metadata, spec }) =>
          kind === 'PodDisruptionBudget' &&
          metadata.namespace === deployment.metadata.namespace &&
          JSON.stringify(spec.selector) === JSON.stringify(deployment.spec.selector),
      );
      expect([nameOf(deployment), budgets.map(({ spec }) => spec.maxUnavailable)]).toEqual([
        nameOf(deployment),
        least > 1 ? [1] : [],
      ]);
    }
  });

  test('a token is mounted only where a role is bound to the account', () => {
    const bound = objects
      .filter(({ kind }) => /RoleBinding$/.test(kind))
      .flatMap(({ subjects }) => subjects as Manifest[])
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map(({ namespace, name }) => `${namespace}/${name}`);
    for (const workload of workloads) {
      const { serviceAccountName, automountServiceAccountToken } = templateOf(workload).spec;
      const account = `${workload.metadata.namespace}/${serviceAccountName}`;
      expect([account, automountServiceAccountToken]).toEqual([account, bound.includes(account)]);
    }
    for (const { automountServiceAccountToken } of objects.filter(({ kind }) => kind === 'ServiceAccount')) {
      expect(automountServiceAccountToken).toBe(false);
    }
  });

  test('every image has a tag or a digest, comes from the customer’s registry, and is in the list to mirror', () => {
    for (const { container } of containers) {
      expect(container.image).toMatch(/(:[\w][\w.-]*|@sha256:[0-9a-f]{64})$/);
      const { registry } = config.environment;
      if (registry !== undefined) expect(container.image.startsWith(`${registry}/`)).toBe(true);
      expect(images.split(/\s+/)).toContain(container.image);
    }
  });

  test('no container is told a secret by its environment', () => {
    for (const { container } of containers) {
      for (const { name, value } of container.env ?? []) {
        expect([name, value]).toEqual([name, expect.not.stringMatching(/password|token=|secret|BEGIN .*PRIVATE/i)]);
        expect(value).not.toContain(config.environment.access.externalId ?? '\0');
      }
    }
  });

  test('proxy and certificates of the environment reach every container that serves', () => {
    const { httpProxy, caBundle } = config.environment;
    for (const { workload, container } of served) {
      const names = (container.env ?? []).map(({ name }: { name: string }) => name);
      expect([nameOf(workload), names.includes('HTTPS_PROXY')]).toEqual([nameOf(workload), httpProxy !== undefined]);
      const mounts = (container.volumeMounts ?? []).map(({ name }: { name: string }) => name);
      expect([nameOf(workload), mounts.includes('ca')]).toEqual([nameOf(workload), caBundle !== undefined]);
    }
  });

  test('pods are registered with target groups, and the controller is asked for no rules', () => {
    const bindings = objects.filter(({ kind }) => kind === 'TargetGroupBinding');
    expect(bindings).toHaveLength(config.cloud === 'aws' ? config.listeners.length : 0);
    for (const { spec } of bindings) expect(spec).not.toHaveProperty('networking');
  });

  test('load balancers are published to named projects only, and no subnet serves two of them', () => {
    const attachments = objects.filter(({ kind }) => kind === 'ServiceAttachment');
    expect(attachments).toHaveLength(config.cloud === 'gcp' ? config.environment.endpointServices.length : 0);
    for (const { spec } of attachments) {
      expect(spec.connectionPreference).toBe('ACCEPT_MANUAL');
      expect(spec.consumerAllowList.length).toBeGreaterThan(0);
    }
    const subnets = attachments.flatMap(({ spec }) => spec.natSubnets as string[]);
    expect(subnets).toEqual([...new Set(subnets)]);
  });

  test('load balancers are published to named subscriptions only, and none of these is approved unasked', () => {
    const pls = 'service.beta.kubernetes.io/azure-pls-';
    const services = objects.filter(
      ({ kind, metadata }) => kind === 'Service' && `${pls}create` in (metadata.annotations ?? {}),
    );
    const named = config.cloud === 'azure' ? config.environment.endpointServices : [];
    expect(services.map(({ metadata }) => metadata.annotations[`${pls}visibility`]).sort()).toEqual(
      named.map(({ subscriptions }) => subscriptions.join(' ')).sort(),
    );
    for (const { metadata } of services) expect(metadata.annotations).not.toHaveProperty([`${pls}auto-approval`]);
  });

  test('nobody may escalate, bind, impersonate or open a shell', () => {
    const rules = objects.filter(({ kind }) => /Role$/.test(kind)).flatMap(({ rules: all }) => all as Manifest[]);
    expect(rules.length).toBeGreaterThan(0);
    for (const { verbs, resources, apiGroups } of rules) {
      expect([...verbs, ...resources, ...apiGroups]).not.toContain('*');
      expect(verbs.filter((verb: string) => /^(escalate|bind|impersonate)$/.test(verb))).toEqual([]);
      expect(resources.filter((name: string) => /exec|attach|portforward|proxy|ephemeral|token/.test(name))).toEqual(
        [],
      );
    }
  });

  describe('network policies', () => {
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
    const matches = (selector: Manifest, labels: Record<string, string>) =>
      Object.entries<string>(selector?.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
    const ofPod = (namespace: string, labels: Record<string, string>) =>
      policies.filter(({ metadata, spec }) => metadata.namespace === namespace && matches(spec.podSelector, labels));
    const portsIn = (namespace: string, labels: Record<string, string>) =>
      ofPod(namespace, labels).flatMap(({ spec }) =>
        (spec.ingress ?? []).flatMap(({ ports }: Manifest) => ports.map(({ port }: Manifest) => port)),
      );

    test('no rule is open to everybody by having no peer, or opens every port', () => {
      for (const policy of policies) {
        for (const rule of [...(policy.spec.ingress ?? []), ...(policy.spec.egress ?? [])]) {
          expect([nameOf(policy), (rule.from ?? rule.to ?? []).length > 0, (rule.ports ?? []).length > 0]).toEqual([
            nameOf(policy),
            true,
            true,
          ]);
        }
      }
    });

    test('nothing lets the internet in', () => {
      for (const policy of policies) {
        const cidrs = (policy.spec.ingress ?? []).flatMap(({ from }: Manifest) =>
          from.flatMap(({ ipBlock }: Manifest) => (ipBlock === undefined ? [] : [ipBlock.cidr])),
        );
        expect([nameOf(policy), cidrs.filter((cidr: string) => /\/[0-7]$/.test(cidr))]).toEqual([nameOf(policy), []]);
      }
    });

    test('let load balancers reach every port that they send to, and check', () => {
      const services = objects.filter(({ kind }) => kind === 'Service');
      for (const listener of config.listeners) {
        const service = services.find(({ metadata }) => metadata.name === `${listener.component}-${listener.exposure}`);
        const { metadata, spec } = service;
        const open = portsIn(metadata.namespace, spec.selector);
        expect([listener.name, open]).toEqual([
          listener.name,
          expect.arrayContaining([listener.containerPort, listener.readinessPort]),
        ]);
        expect(spec.ports.map(({ targetPort }: Manifest) => targetPort)).toContain(listener.containerPort);
      }
    });

    test('let the proxy and the gateway reach the product, and the product lets them in', () => {
      for (const { component, target } of config.listeners) {
        if (target === undefined) continue;
        const from = component === 'proxy' ? 'byoc-system' : 'istio-ingress';
        const out = policies
          .filter(({ metadata }) => metadata.namespace === from)
          .flatMap(({ spec }) => spec.egress ?? [])
          .filter(({ to }: Manifest) =>
            to.some(
              ({ namespaceSelector }: Manifest) =>
                namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] === target.namespace,
            ),
          )
          .flatMap(({ ports }: Manifest) => ports.map(({ port }: Manifest) => port));
        expect([component, out]).toEqual([component, expect.arrayContaining([target.port])]);
        const into = policies
          .filter(({ metadata }) => metadata.namespace === target.namespace)
          .flatMap(({ spec }) => spec.ingress ?? [])
          .filter(({ from: peers }: Manifest) =>
            peers.some(
              ({ namespaceSelector }: Manifest) =>
                namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] === from,
            ),
          )
          .flatMap(({ ports }: Manifest) => ports.map(({ port }: Manifest) => port));
        expect([component, into]).toEqual([component, expect.arrayContaining([target.port])]);
      }
    });

    test('every port of a pod is open to somebody, or is asked by the kubelet only', () => {
      for (const { workload, container } of served) {
        const open = portsIn(workload.metadata.namespace, templateOf(workload).metadata.labels);
        const asked = [container.readinessProbe.httpGet.port, container.livenessProbe.httpGet.port];
        const unused = container.ports.filter(
          ({ name, containerPort }: Manifest) => !open.includes(containerPort) && !asked.includes(name),
        );
        const without = unused.map(({ name }: Manifest) => name);
        // Without a listener nobody calls the agent, and without monitoring nobody asks for metrics.
        const allowed = [
          ...(config.plan.clusterServices.includes('monitoring') ? [] : ['metrics']),
          ...(config.listeners.some(({ component }) => component === 'agent') ? [] : ['agent']),
        ];
        expect([nameOf(workload), without.filter((name: string) => !allowed.includes(name))]).toEqual([
          nameOf(workload),
          [],
        ]);
      }
    });

    test('let every pod that has a token reach the Kubernetes API', () => {
      for (const workload of workloads) {
        const { metadata, spec } = templateOf(workload);
        if (spec.automountServiceAccountToken !== true) continue;
        const out = ofPod(workload.metadata.namespace, metadata.labels).flatMap(({ spec: rules }) =>
          (rules.egress ?? []).flatMap(({ ports }: Manifest) => ports.map(({ port }: Manifest) => port)),
        );
        expect([nameOf(workload), out]).toEqual([nameOf(workload), expect.arrayContaining([443, 53])]);
      }
    });
  });
});

test('the same input gives the same files, byte for byte', () => {
  for (const example of examples()) expect(renderManifests(example)).toEqual(renderManifests(example));
});

test('kinds that were rendered once stay known: what an upgrade leaves of them must be found', () => {
  const earlier = readFileSync(
    join(ROOT, 'scripts', 'e2e', 'kubernetes', 'earlier', 'streaming-database', 'kinds.txt'),
    'utf8',
  );
  expect(Object.values(RENDERED_KINDS)).toEqual(expect.arrayContaining(earlier.trim().split('\n')));
});

test('who is let in no more goes first, and nothing restricts traffic less before it goes itself', () => {
  const order = Object.keys(RENDERED_KINDS);
  const isBefore = (first: string, second: string) => order.indexOf(first) < order.indexOf(second);
  expect(order.slice(0, 2)).toEqual(['RoleBinding', 'ClusterRoleBinding']);
  for (const open of ['TargetGroupBinding', 'VirtualService', 'Gateway', 'Service', 'Deployment']) {
    expect([open, isBefore(open, 'AuthorizationPolicy'), isBefore(open, 'NetworkPolicy')]).toEqual([open, true, true]);
  }
  expect(isBefore('ValidatingAdmissionPolicyBinding', 'ValidatingAdmissionPolicy')).toBe(true);
});

describe('outputs of another installation', () => {
  const { config, outputs } = deployed(fullPlan(), fullEnvironment());
  const problems = (changed: object) =>
    problemsOf(() => new DataPlaneChart(Testing.app(), 'test', { config, outputs: { ...outputs, ...changed } }));

  test('fails if they are of another cloud, environment and region, all at once', () => {
    expect(problems({ cloud: 'gcp', environmentId: 'other', region: 'eu-west-1' })).toEqual([
      "'outputs.cloud' must be aws, got gcp; read the outputs of this installation",
      "'outputs.environmentId' must be acme, got other; read the outputs of this installation",
      "'outputs.region' must be eu-central-1, got eu-west-1; read the outputs of this installation",
    ]);
  });

  test('fails if listeners and identities are missing', () => {
    const { agent: _, ...listeners } = outputs.listeners;
    const { engine: __, ...workloads } = outputs.workloads;
    expect(problems({ listeners, workloads })).toEqual([
      "'outputs.listeners.agent' must be there, got nothing; deploy the data plane with this plan",
      "'outputs.workloads.engine' must be there, got nothing; deploy custody with this plan",
    ]);
  });
});
