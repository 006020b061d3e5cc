import type { EndpointService, Listener, VendorPlan } from '../../lib/core/config-types';
import { resolveConfig } from '../../lib/core/resolve-config';
import {
  azureEnvironment,
  gcpEnvironment,
  minimalEnvironment,
  minimalPlan,
  minimalPlanForEveryCloud,
  problemsOf,
} from '../support/config';

const TARGET = { namespace: 'notes', service: 'frontend', port: 80 };
const AGENT: Listener = { name: 'agent', component: 'agent', port: 443 };
const SQL: Listener = { name: 'sql', component: 'proxy', port: 4566, target: TARGET };
const OUTSIDE: Listener = { name: 'https', component: 'ingress', port: 443, target: TARGET, exposure: 'external' };

test('every component with an internal listener may be offered', () => {
  expect(problems([AGENT, SQL], 'proxy', 'agent')).toEqual([]);
});

test('a component whose listeners are internal and external may be offered', () => {
  expect(problems([OUTSIDE, { ...OUTSIDE, name: 'https-internal', exposure: 'internal' }], 'ingress')).toEqual([]);
});

test('fails if a component without listener is offered, and names those that have one', () => {
  expect(problems([AGENT, SQL, { ...SQL, name: 'sql-two', port: 4567 }], 'agent', 'ingress')).toEqual([
    "'environment.endpointServices[1].component' must have an internal listener in the plan (agent, proxy), got ingress; remove it or choose another",
  ]);
});

test('fails if a component is offered whose only listener is external', () => {
  expect(problems([SQL, OUTSIDE], 'ingress')).toEqual([
    "'environment.endpointServices[0].component' must have an internal listener in the plan (proxy), got ingress; remove it or choose another",
  ]);
});

test('fails if something is offered of a plan without listeners', () => {
  expect(problems([], 'agent')).toEqual([
    "'environment.endpointServices[0].component' must have an internal listener in the plan (none), got agent; remove it or choose another",
  ]);
});

test('fails if a component is offered twice', () => {
  expect(problems([AGENT, SQL], 'proxy', 'agent', 'proxy')).toEqual([
    "'environment.endpointServices[2].component' must be named once, got proxy; put all principals in one entry",
  ]);
});

describe('through Private Service Connect', () => {
  test('a component with an internal listener may be offered', () => {
    expect(problemsOnGcp([AGENT, SQL], 'proxy')).toEqual([]);
    expect(problemsOnGcp([AGENT, SQL], 'agent')).toEqual([]);
  });

  test('fails if a component without internal listener is offered', () => {
    expect(problemsOnGcp([AGENT, OUTSIDE], 'ingress')).toEqual([
      "'environment.endpointServices[0].component' must have an internal listener in the plan (agent), got ingress; remove it or choose another",
    ]);
  });

  test('fails if two are offered', () => {
    expect(problemsOnGcp([AGENT], 'agent', 'agent')).toEqual([
      '\'environment.endpointServices\' must be one entry: the subnet for Private Service Connect serves one load balancer, got ["agent","agent"]; keep one, and put all projects in it',
    ]);
  });

  test('clients of the gateway come from the network: no list need name them', () => {
    const { warnings } = resolveOnGcp([{ ...OUTSIDE, exposure: 'internal' }], ['ingress']);
    expect(warnings.map(({ path }) => path)).not.toContain('environment.endpointServices[0].component');
  });

  function resolveOnGcp(listeners: Listener[], components: readonly EndpointService['component'][]) {
    const endpointServices = components.map((component) => ({ component, projects: ['notes-control'] }));
    const plan = { ...planWith(listeners), vendor: minimalPlanForEveryCloud().vendor };
    return resolveConfig(plan, { ...gcpEnvironment(), endpointServices });
  }

  function problemsOnGcp(listeners: Listener[], ...components: EndpointService['component'][]): string[] {
    return problemsOf(() => resolveOnGcp(listeners, components));
  }
});

describe('through Private Link of Azure', () => {
  const resolveOnAzure = (listeners: Listener[], ...components: EndpointService['component'][]) => {
    const subscriptions = ['33333333-4444-5555-6666-777777777777'];
    const endpointServices = components.map((component) => ({ component, subscriptions }));
    const plan = { ...planWith(listeners), vendor: minimalPlanForEveryCloud().vendor };
    return resolveConfig(plan, { ...azureEnvironment(), endpointServices });
  };

  test('every component with an internal listener may be offered', () => {
    expect(problemsOf(() => resolveOnAzure([AGENT, SQL], 'proxy', 'agent'))).toEqual([]);
  });

  test('fails if a component without internal listener is offered', () => {
    expect(problemsOf(() => resolveOnAzure([AGENT, OUTSIDE], 'ingress'))).toEqual([
      "'environment.endpointServices[0].component' must have an internal listener in the plan (agent), got ingress; remove it or choose another",
    ]);
  });

  test('fails if a component is offered twice', () => {
    expect(problemsOf(() => resolveOnAzure([AGENT], 'agent', 'agent'))).toEqual([
      "'environment.endpointServices[1].component' must be named once, got agent; put all subscriptions in one entry",
    ]);
  });

  test('clients of the gateway come from the network: no list need name them', () => {
    const { warnings } = resolveOnAzure([{ ...OUTSIDE, exposure: 'internal' }], 'ingress');
    expect(warnings.map(({ path }) => path)).not.toContain('environment.endpointServices[0].component');
  });
});

function problems(listeners: Listener[], ...components: EndpointService['component'][]): string[] {
  const principals = ['arn:aws:iam::999988887777:role/control-plane'];
  const endpointServices = components.map((component) => ({ component, principals }));
  return problemsOf(() => resolveConfig(planWith(listeners), { ...minimalEnvironment(), endpointServices }));
}

function planWith(listeners: Listener[]): VendorPlan {
  return {
    ...minimalPlan(),
    proxy: { image: `registry.notes.example.com/haproxy:3.2.4@sha256:${'0a'.repeat(32)}` },
    namespaces: ['notes'],
    clusterServices: ['istio'],
    listeners,
  };
}
