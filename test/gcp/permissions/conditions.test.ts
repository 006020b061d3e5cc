import { before, challengeRecords, conditionOf, named, objectsUnder } from '../../../lib/gcp/permissions/conditions';
import { grants } from './support/cel';

const NOW = '2026-11-21T00:00:00Z';
const PLACE = { environmentId: 'acme', project: 'acme-data', region: 'europe-west1' };
const CLUSTER = 'container.googleapis.com/Cluster';
const FIREWALL = 'compute.googleapis.com/Firewall';
const RULE = 'compute.googleapis.com/ForwardingRule';
const GLOBAL_RULE = 'compute.googleapis.com/GlobalForwardingRule';
const OBJECT = 'storage.googleapis.com/Object';
const RECORDS = 'dns.googleapis.com/ResourceRecordSet';
const cluster = (name: string, project = 'acme-data', region = 'europe-west1') =>
  `projects/${project}/locations/${region}/clusters/${name}`;

describe('the expiry', () => {
  const until = before('2027-01-01T00:00:00Z');

  test.each([
    ['long before', NOW, true],
    ['a second before', '2026-12-31T23:59:59Z', true],
    ['at the moment itself', '2027-01-01T00:00:00Z', false],
    ['later', '2027-01-01T00:00:01Z', false],
  ])('lets through, or not: %s', (_, time, answer) => {
    expect(grants(until, { time })).toBe(answer);
  });

  test('holds for resources that IAM knows nothing of', () => {
    expect(grants(until, { time: NOW })).toBe(true);
    expect(grants(until, { type: CLUSTER, name: cluster('other'), time: NOW })).toBe(true);
  });

  test('is one comparison', () => {
    expect(until).toBe("request.time < timestamp('2027-01-01T00:00:00Z')");
  });
});

describe('names', () => {
  const all = named(['cluster', 'firewall rule', 'forwarding rule', 'global forwarding rule'], PLACE);

  test.each([
    ['the cluster', CLUSTER, cluster('byoc-acme'), true],
    ['another cluster', CLUSTER, cluster('payroll'), false],
    ['a cluster whose name begins alike', CLUSTER, cluster('byoc-acme2'), false],
    ['a cluster whose name goes on', CLUSTER, cluster('byoc-acme-eu'), false],
    ['a cluster of that name in another region', CLUSTER, cluster('byoc-acme', 'acme-data', 'us-east1'), false],
    ['a cluster of that name in another project', CLUSTER, cluster('byoc-acme', 'acme-data2'), false],
    ['a rule of the firewall', FIREWALL, 'projects/acme-data/global/firewalls/byoc-acme-deny', true],
    ["a customer's rule", FIREWALL, 'projects/acme-data/global/firewalls/allow-office', false],
    [
      'a rule of an installation that begins alike',
      FIREWALL,
      'projects/acme-data/global/firewalls/byoc-acme2-x',
      false,
    ],
    ['a private endpoint', RULE, 'projects/acme-data/regions/europe-west1/forwardingRules/byoc-acme-control', true],
    ['a load balancer of GKE', RULE, 'projects/acme-data/regions/europe-west1/forwardingRules/k8s2-tcp-x', false],
    ["the endpoint of Google's APIs", GLOBAL_RULE, 'projects/acme-data/global/forwardingRules/byocacme', true],
    ['a global load balancer', GLOBAL_RULE, 'projects/acme-data/global/forwardingRules/byocacme2', false],
    ['a name of one kind on another', RULE, 'projects/acme-data/global/firewalls/byoc-acme-deny', false],
    ['a name of the cluster on a rule', FIREWALL, cluster('byoc-acme'), false],
  ])('of %s', (_, type, name, answer) => {
    expect(grants(all, { type, name, time: NOW })).toBe(answer);
  });

  test('that IAM does not know grant nothing: the project, networks, whatever comes one day', () => {
    expect(grants(all, { type: 'cloudresourcemanager.googleapis.com/Project', time: NOW })).toBe(false);
    expect(grants(all, { type: 'compute.googleapis.com/Network', name: 'byoc-acme', time: NOW })).toBe(false);
    expect(grants(all, { type: CLUSTER, time: NOW })).toBe(false);
    expect(grants(all, { time: NOW })).toBe(false);
  });

  test('of one kind leave out the others', () => {
    const one = named(['cluster'], PLACE);
    expect(one).toBe(
      "resource.type == 'container.googleapis.com/Cluster' && resource.name == 'projects/acme-data/locations/europe-west1/clusters/byoc-acme'",
    );
    expect(grants(one, { type: FIREWALL, name: 'projects/acme-data/global/firewalls/byoc-acme-deny', time: NOW })).toBe(
      false,
    );
  });

  test('end with the expiry', () => {
    const both = conditionOf('t', [all, before('2027-01-01T00:00:00Z')])?.expression ?? '';
    const call = { type: CLUSTER, name: cluster('byoc-acme') };
    expect(grants(both, { ...call, time: NOW })).toBe(true);
    expect(grants(both, { ...call, time: '2027-01-01T00:00:00Z' })).toBe(false);
    expect(grants(both, { ...call, name: cluster('payroll'), time: NOW })).toBe(false);
  });
});

describe('objects under a prefix', () => {
  const under = objectsUnder('riverbed-billing', 'usage/');
  const object = (name: string, bucket = 'riverbed-billing') => `projects/_/buckets/${bucket}/objects/${name}`;

  test.each([
    ['of the prefix', OBJECT, object('usage/2026-11.json'), true],
    ['beside it', OBJECT, object('usage2/x'), false],
    ['of another bucket', OBJECT, object('usage/x', 'riverbed-state'), false],
    ['and the bucket itself, which the binding is on', 'storage.googleapis.com/Bucket', 'projects/_/buckets/x', true],
  ])('%s', (_, type, name, answer) => {
    expect(grants(under, { type, name, time: NOW })).toBe(answer);
  });
});

describe('challenge records', () => {
  const record = (name: string, type: string) => `projects/123456789012/managedZones/42/rrsets/${name}/${type}`;

  test.each([
    ['of a host', record('_acme-challenge.db.example.com.', 'TXT'), true],
    ['of another type', record('_acme-challenge.db.example.com.', 'A'), false],
    ['that are the name of a host', record('db.example.com.', 'TXT'), false],
    ['that have the word in the middle', record('x._acme-challenge.example.com.', 'TXT'), false],
    ['that only begin with the word', record('_acme-challenges.example.com.', 'TXT'), false],
    ['of the domain itself', record('_acme-challenge.example.com.', 'TXT'), true],
    ['of another domain', record('_acme-challenge.db.example.org.', 'TXT'), false],
    ['of a domain that ends alike', record('_acme-challenge.db.badexample.com.', 'TXT'), false],
    ['of the domain that is above it', record('_acme-challenge.com.', 'TXT'), false],
  ])('%s', (_, name, answer) => {
    expect(grants(challengeRecords('example.com'), { type: RECORDS, name, time: NOW })).toBe(answer);
  });

  test('and not the zone itself', () => {
    const zone = { type: 'dns.googleapis.com/ManagedZone', name: 'projects/1/managedZones/42', time: NOW };
    expect(grants(challengeRecords('example.com'), zone)).toBe(false);
  });

  test('and none where there is no domain', () => {
    const name = record('_acme-challenge.db.example.com.', 'TXT');
    expect(grants(challengeRecords(''), { type: RECORDS, name, time: NOW })).toBe(false);
  });
});

describe('a condition', () => {
  test('is there only where a part is', () => {
    expect(conditionOf('t', [undefined, undefined])).toBeUndefined();
    expect(conditionOf('t', [undefined, 'a'])).toEqual({ title: 't', expression: 'a' });
    expect(conditionOf('t', ['a', 'b'])).toEqual({ title: 't', expression: '(a) && (b)' });
  });

  test('keeps a quote within its text', () => {
    const hostile = before("x') || timestamp('2030-01-01T00:00:00Z");
    expect(hostile).toBe("request.time < timestamp('x\\') || timestamp(\\'2030-01-01T00:00:00Z')");
    expect(grants(hostile, { time: NOW })).toBe(false);
    const slash = objectsUnder('b', "x\\' || true || '");
    expect(grants(slash, { type: OBJECT, name: 'projects/_/buckets/other/objects/y', time: NOW })).toBe(false);
  });
});
