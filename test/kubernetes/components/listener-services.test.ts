import type { CustomerEnvironment, VendorPlan } from '../../../lib/core/config-types';
import type { Component } from '../../../lib/core/plan/listener';
import { ListenerServices, listenerServicesPropsOf } from '../../../lib/kubernetes/components/listener-services';
import {
  azureEnvironment,
  fullEnvironment,
  fullPlan,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
} from '../../support/config';
import { all, deployed, objectsOf, one } from '../../support/kubernetes';

const SELECTOR = { 'app.kubernetes.io/name': 'x' };

test('a component without listeners has no service', () => {
  const { config, outputs } = deployed(minimalPlan(), minimalEnvironment());
  expect(listenerServicesPropsOf(config, outputs, 'agent', SELECTOR)).toBeUndefined();
});

describe('on AWS', () => {
  const objects = servicesOf(fullPlan(), fullEnvironment(), 'ingress');

  test('pods are registered with the target group of each listener', () => {
    const bindings = all(objects, 'TargetGroupBinding');
    expect(bindings.map(({ metadata }) => metadata.name)).toEqual(['https', 'https-external']);
    expect(bindings[0]).toMatchObject({
      apiVersion: 'elbv2.k8s.aws/v1beta1',
      metadata: { namespace: 'istio-ingress' },
    });
    expect(bindings[0].spec).toEqual({
      targetGroupARN: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/https/0123456789abcdef',
      targetType: 'ip',
      ipAddressType: 'ipv4',
      serviceRef: { name: 'ingress-internal', port: 8443 },
    });
  });

  test('names in DNS point at the load balancer, where external-dns writes them', () => {
    expect(one(objects, 'Service', 'ingress-external').metadata.annotations).toEqual({
      'external-dns.alpha.kubernetes.io/hostname': 'webhook.acme.riverbed.example.com',
      'external-dns.alpha.kubernetes.io/target': 'https-external.elb.eu-central-1.amazonaws.com',
    });
    const agent = one(servicesOf(fullPlan(), fullEnvironment(), 'agent'), 'Service');
    expect(agent.metadata).not.toHaveProperty('annotations');
  });

  test('the controller is asked for no rules: it would need rights in EC2', () => {
    for (const { spec } of all(objects, 'TargetGroupBinding')) expect(spec).not.toHaveProperty('networking');
  });

  test('services open no load balancer and no node port, and their port is the pod’s', () => {
    for (const { spec } of all(objects, 'Service')) {
      expect(spec.type).toBe('ClusterIP');
      expect(spec.ports).toEqual([{ name: 'tcp-8443', port: 8443, targetPort: 8443 }]);
      expect(spec.selector).toEqual(SELECTOR);
    }
    expect(all(objects, 'Service')).toHaveLength(2);
  });
});

describe('on Google Cloud and Azure', () => {
  test('a service takes the reserved address on the listener’s port (Google Cloud)', () => {
    const { metadata, spec } = one(servicesOf(portablePlan(), gcpEnvironment(), 'agent'), 'Service');
    expect(metadata.annotations).toEqual({
      'networking.gke.io/load-balancer-ip-addresses': 'byoc-demo-agent-internal',
    });
    expect(spec).toMatchObject({
      type: 'LoadBalancer',
      loadBalancerClass: 'networking.gke.io/l4-regional-internal',
      loadBalancerSourceRanges: ['10.0.0.0/16'],
      externalTrafficPolicy: 'Local',
      ports: [{ port: 443, targetPort: 40001 }],
    });
  });

  test('a service takes the reserved address on the listener’s port (Azure)', () => {
    const { metadata, spec } = one(servicesOf(portablePlan(), azureEnvironment(), 'agent'), 'Service');
    expect(metadata.annotations).toEqual({
      'service.beta.kubernetes.io/azure-load-balancer-ipv4': '10.0.255.4',
      'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
      'service.beta.kubernetes.io/azure-load-balancer-internal-subnet': 'load-balancers',
    });
    expect(spec.type).toBe('LoadBalancer');
    expect(spec).not.toHaveProperty('loadBalancerClass');
  });

  test('an external service finds its address in the data plane’s resource group (Azure)', () => {
    const environment = { ...azureEnvironment(), publicIngress: { allowedCidrs: ['198.51.100.0/24'] } };
    const { metadata } = one(servicesOf(portablePlan(), environment, 'ingress'), 'Service', 'ingress-external');
    expect(metadata.annotations).toEqual({
      'service.beta.kubernetes.io/azure-load-balancer-ipv4': '203.0.113.7',
      'service.beta.kubernetes.io/azure-load-balancer-resource-group': 'byoc-demo',
    });
  });

  test('an external service lets in the allow-list and nobody else', () => {
    const environment = { ...gcpEnvironment(), publicIngress: { allowedCidrs: ['198.51.100.0/24'] } };
    const objects = servicesOf(portablePlan(), environment, 'ingress');
    const { metadata, spec } = one(objects, 'Service', 'ingress-external');
    expect(spec).toMatchObject({
      loadBalancerClass: 'networking.gke.io/l4-regional-external',
      loadBalancerSourceRanges: ['198.51.100.0/24'],
      externalTrafficPolicy: 'Local',
    });
    expect(metadata.annotations).toEqual({
      'networking.gke.io/load-balancer-ip-addresses': 'byoc-demo-ingress-external',
    });
    expect(all(objects, 'TargetGroupBinding')).toEqual([]);
  });
});

/** What of the full plan runs on every cloud. */
function portablePlan(): VendorPlan {
  const { workloads: _, telemetry: __, controlPlane, ...plan } = fullPlan();
  return {
    ...plan,
    namespaces: ['riverbed'],
    nodeProfiles: minimalPlan().nodeProfiles,
    controlPlane: { hosts: controlPlane.hosts },
    clusterServices: ['istio'],
  };
}

function servicesOf(plan: VendorPlan, environment: CustomerEnvironment, component: Component) {
  const { config, outputs } = deployed(plan, environment);
  const props = listenerServicesPropsOf(config, outputs, component, SELECTOR);
  if (props === undefined) throw new Error('there are no listeners');
  return objectsOf((chart) => new ListenerServices(chart, 'Services', props));
}
