import type { CustomerEnvironment } from '../../../lib/core/config-types';
import { dnsAnnotations } from '../../../lib/kubernetes/charts/external-dns';
import { ON, planWithCharts, valuesOf } from '../../support/charts';
import { minimalEnvironment, minimalPlan } from '../../support/config';
import type { Manifest } from '../../support/kubernetes';

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
};
const RUNTIME_DEFAULT = { seccompProfile: { type: 'RuntimeDefault' } };

describe('cert-manager', () => {
  const { 'cert-manager': values } = valuesOf(planWithCharts(), ON.aws);

  test('has its definitions upgraded with it, and keeps them when it goes', () => {
    expect(values.crds).toEqual({ enabled: true, keep: true });
  });

  test('stays available while one of its pods goes', () => {
    const budget = { enabled: true, unhealthyPodEvictionPolicy: 'AlwaysAllow' };
    const { webhook, cainjector } = values;
    expect([values, webhook, cainjector].map(({ replicaCount }) => replicaCount)).toEqual([2, 3, 2]);
    for (const each of [values, webhook, cainjector]) expect(each.podDisruptionBudget).toEqual(budget);
  });

  test('asks only the DNS of the cluster, and has no right in kube-system', () => {
    expect(values.dns01RecursiveNameserversOnly).toBe(true);
    expect(values.global.leaderElection.namespace).toBe('cert-manager');
  });

  test('is told its region on AWS, where pods cannot ask for it', () => {
    expect(values.extraEnv).toEqual([{ name: 'AWS_REGION', value: 'eu-central-1' }]);
    expect(valuesOf(planWithCharts(), ON.gcp)['cert-manager'].extraEnv).toEqual([]);
  });
});

describe('the load balancer controller', () => {
  const { 'aws-load-balancer-controller': values } = valuesOf(planWithCharts(), ON.aws);

  test('is told what it cannot ask instance metadata for', () => {
    expect(values).toMatchObject({
      clusterName: 'byoc-acme',
      region: 'eu-central-1',
      vpcId: 'vpc-0123456789abcdef0',
    });
  });

  test('makes no load balancers, since the data plane owns them', () => {
    expect(values).toMatchObject({
      enableServiceMutatorWebhook: false,
      enableBackendSecurityGroup: false,
      createIngressClassResource: false,
      ingressClassParams: { create: false },
      controllerConfig: {
        featureGates: { EnableServiceController: false, NLBGatewayAPI: false, ALBGatewayAPI: false },
      },
    });
  });

  test('calls no services that its role may not call', () => {
    expect(values).toMatchObject({ enableShield: false, enableWaf: false, enableWafv2: false });
  });

  test('has a certificate of cert-manager, where there is one', () => {
    expect(values.enableCertManager).toBe(true);
    const without = valuesOf(minimalPlan(), minimalEnvironment());
    expect(without['aws-load-balancer-controller'].enableCertManager).toBe(false);
  });

  test('is as closed as Pod Security restricted asks', () => {
    expect(values.podSecurityContext).toEqual({ fsGroup: 65534, runAsNonRoot: true, ...RUNTIME_DEFAULT });
    expect(values.securityContext).toEqual(RESTRICTED);
  });

  test('keeps one of its pods while the other goes', () => {
    expect(values.replicaCount).toBe(2);
    expect(values.podDisruptionBudget).toEqual({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
  });
});

describe('the autoscaler', () => {
  const { 'cluster-autoscaler': values } = valuesOf(planWithCharts(), ON.aws);

  test('finds the groups of its cluster in its region', () => {
    expect(values).toMatchObject({
      cloudProvider: 'aws',
      awsRegion: 'eu-central-1',
      autoDiscovery: { clusterName: 'byoc-acme' },
    });
  });

  test('keeps the zones of a profile even, and ends nodes that only system pods are on', () => {
    expect(values.extraArgs).toEqual({
      expander: 'least-waste',
      'balance-similar-node-groups': true,
      'skip-nodes-with-system-pods': false,
    });
  });

  test('is as closed as Pod Security restricted asks', () => {
    expect(values.securityContext).toMatchObject({ runAsNonRoot: true, ...RUNTIME_DEFAULT });
    expect(values.containerSecurityContext).toEqual(RESTRICTED);
  });
});

describe('external-dns', () => {
  const on = (environment: CustomerEnvironment) => valuesOf(planWithCharts(), environment)['external-dns'];

  test('writes records of our Services in the domain, and deletes none', () => {
    expect(on(ON.aws)).toMatchObject({
      policy: 'upsert-only',
      registry: 'txt',
      txtOwnerId: 'acme',
      domainFilters: ['acme.riverbed.example.com'],
      sources: ['service'],
      labelFilter: 'app.kubernetes.io/part-of=byoc',
    });
  });

  test('reads the annotations that Services of ours have', () => {
    const { annotationPrefix } = on(ON.aws);
    expect(dnsAnnotations(['a.example.com', 'b.example.com'], 'lb.example.com')).toEqual({
      [`${annotationPrefix}hostname`]: 'a.example.com,b.example.com',
      [`${annotationPrefix}target`]: 'lb.example.com',
    });
  });

  test('knows the one zone on each cloud', () => {
    expect(on(ON.aws)).toMatchObject({
      provider: { name: 'aws' },
      extraArgs: { 'zone-id-filter': 'Z0123456789ABCDEFGHIJ' },
      env: [{ name: 'AWS_REGION', value: 'eu-central-1' }],
    });
    expect(on(ON.gcp)).toMatchObject({
      provider: { name: 'google' },
      extraArgs: { 'zone-id-filter': 'demo', 'google-project': 'acme-data' },
    });
    expect(azureFile(on(ON.azure))).toEqual({
      tenantId: ON.azure.tenant,
      subscriptionId: '22222222-3333-4444-5555-666666666666',
      resourceGroup: 'names',
      useWorkloadIdentityExtension: true,
    });
  });

  test('writes to a private zone of Azure by its own provider', () => {
    expect(on(ON.azure).provider).toEqual({ name: 'azure' });
    const zoneId = ON.azure.dns.zoneId.replace('dnsZones', 'privateDnsZones');
    const values = on({ ...ON.azure, dns: { ...ON.azure.dns, zoneId, issuer: { kind: 'vendor-ca' } } });
    expect(values.provider).toEqual({ name: 'azure-private-dns' });
    expect(azureFile(values).resourceGroup).toBe('names');
  });

  function azureFile({ secretConfiguration }: Manifest) {
    expect(secretConfiguration).toMatchObject({ enabled: true, mountPath: '/etc/kubernetes' });
    return JSON.parse(secretConfiguration.data['azure.json']);
  }
});

describe('istiod', () => {
  const { istiod: values, 'istio-base': base } = valuesOf(planWithCharts(), ON.aws);

  test('is as closed as Pod Security restricted asks', () => {
    expect(values.seccompProfile).toEqual(RUNTIME_DEFAULT.seccompProfile);
  });

  test('has two pods of a size that fits system nodes', () => {
    expect(values).toMatchObject({
      autoscaleEnabled: false,
      replicaCount: 2,
      resources: { requests: { cpu: '250m', memory: '1024Mi' } },
    });
  });

  test('gives nobody the rights of a reader from another cluster', () => {
    expect([base.global.enableReaderRBAC, values.global.enableReaderRBAC]).toEqual([false, false]);
  });
});

describe('the gateway', () => {
  const on = (environment: CustomerEnvironment, plan = planWithCharts()) => valuesOf(plan, environment).gateway;
  const values = on(ON.aws);
  const proxyConfig = (each: Manifest) => JSON.parse(each.podAnnotations['proxy.istio.io/config']);

  test('has the labels by which the listeners find its pods', () => {
    expect(values.labels).toEqual({ istio: 'byoc-ingress' });
    expect(values.topologySpreadConstraints[0].labelSelector.matchLabels).toEqual(values.labels);
  });

  test('opens the ports of its listeners, once each, and no load balancer', () => {
    expect(values.service.type).toBe('ClusterIP');
    expect(values.service.ports).toEqual([
      { name: 'status-port', port: 15021, targetPort: 15021, protocol: 'TCP' },
      { name: 'tcp-8443', port: 8443, targetPort: 8443, protocol: 'TCP' },
    ]);
  });

  test('expects a PROXY protocol header exactly where the outputs say so', () => {
    expect(proxyConfig(values).gatewayTopology).toEqual({ proxyProtocol: {} });
    expect(proxyConfig(on(ON.gcp))).not.toHaveProperty('gatewayTopology');
  });

  test('lets connections go on for as long as the longest drain of a listener', () => {
    const listeners = (planWithCharts().listeners ?? []).map((listener) =>
      listener.name === 'https' ? { ...listener, drainSeconds: 400 } : listener,
    );
    const slow = on(ON.aws, { ...planWithCharts(), listeners });
    expect(proxyConfig(slow).terminationDrainDuration).toBe('400s');
    expect(slow.terminationGracePeriodSeconds).toBe(410);
  });

  test('is as closed as Pod Security restricted asks', () => {
    expect(values.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1337,
      runAsGroup: 1337,
      fsGroup: 1337,
      ...RUNTIME_DEFAULT,
    });
  });

  test('has a pod in each zone and loses one at a time', () => {
    expect(values.autoscaling).toMatchObject({ enabled: true, minReplicas: 3 });
    expect(values.podDisruptionBudget).toEqual({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
  });
});
