import type { CapabilityId } from '../../../lib';
import type { IdentityFact } from '../contract/facts';
import type { Binding } from './bindings';

/** One permission on one thing. */
interface Grant {
  readonly permission: string;
  readonly on: string;
  readonly condition: string;
}

/** Permissions that belong together on one thing. */
interface Need {
  readonly permissions: readonly string[];
  /** What they are on; a group in it is the capability's target. */
  readonly on: RegExp;
  /** Text of the condition. Without one, there is no condition. */
  readonly condition?: RegExp;
}

/** How a capability is recognised in what somebody is granted. Written apart from the library, to compare the two. */
interface Sign {
  readonly id: CapabilityId;
  /** The first permission of it is the one without which there is no such capability. */
  readonly decisive: Need;
  /** What else comes with it. @default - nothing */
  readonly also?: readonly Need[];
}

const PROJECT = /^project [a-z][a-z0-9-]+$/;
const ZONE = /^zone ([a-z][a-z0-9-]*)$/;
const BUCKET = /^bucket (.*)$/;

const READ = ['storage.objects.get', 'storage.objects.list'];
const WRITE = [
  'storage.objects.create',
  'storage.objects.delete',
  'storage.multipartUploads.abort',
  'storage.multipartUploads.create',
  'storage.multipartUploads.list',
  'storage.multipartUploads.listParts',
];

const SIGNS: readonly Sign[] = [
  { id: 'bucket:read-write', decisive: { permissions: [...WRITE, ...READ], on: BUCKET } },
  { id: 'bucket:read', decisive: { permissions: READ, on: BUCKET } },
  {
    id: 'private-endpoints:read',
    decisive: {
      permissions: [
        'compute.forwardingRules.list',
        'compute.forwardingRules.get',
        'compute.subnetworks.list',
        'compute.subnetworks.get',
      ],
      on: PROJECT,
    },
  },
  {
    id: 'metrics:query',
    decisive: {
      permissions: [
        'monitoring.timeSeries.list',
        'monitoring.metricDescriptors.get',
        'monitoring.metricDescriptors.list',
        'monitoring.monitoredResourceDescriptors.get',
        'monitoring.monitoredResourceDescriptors.list',
      ],
      on: /^project ([a-z][a-z0-9-]+)$/,
    },
  },
  {
    id: 'telemetry:queue',
    decisive: { permissions: ['roles/pubsub.publisher'], on: /^vendor's (projects\/.*\/topics\/.*)$/ },
  },
  {
    id: 'dns:records',
    decisive: {
      permissions: [
        'dns.resourceRecordSets.create',
        'dns.resourceRecordSets.delete',
        'dns.resourceRecordSets.list',
        'dns.resourceRecordSets.update',
        'dns.changes.create',
      ],
      on: ZONE,
    },
    also: [{ permissions: ['dns.managedZones.list'], on: PROJECT }],
  },
  {
    id: 'dns:challenges',
    decisive: {
      permissions: ['dns.resourceRecordSets.create', 'dns.resourceRecordSets.delete', 'dns.resourceRecordSets.update'],
      on: PROJECT,
      condition:
        /ResourceRecordSet' && .*startsWith\('_acme-challenge\.'\) && .*endsWith\('(?:\.[a-z0-9-]+){2,}\.\/TXT'\)$/,
    },
    also: [{ permissions: ['dns.changes.create', 'dns.changes.get', 'dns.resourceRecordSets.list'], on: ZONE }],
  },
];

/** What somebody may do in the words of core, and what these words do not cover. */
export function capabilitiesOf(
  bindings: readonly Binding[],
  buckets: ReadonlyMap<string, string>,
): Pick<IdentityFact, 'capabilities' | 'unexplained'> {
  const grants = bindings.flatMap(({ permissions, on, condition }) =>
    permissions.map((permission): Grant => ({ permission, on, condition })),
  );
  const explained = new Set<Grant>();
  const capabilities = SIGNS.flatMap((sign) => {
    const [first] = sign.decisive.permissions;
    const places = grants.filter(
      (grant) => grant.permission === first && fits(sign.decisive, grant) && !explained.has(grant),
    );
    return places.map(({ on }) => {
      const needs = [{ need: sign.decisive, at: on }, ...(sign.also ?? []).map((need) => ({ need, at: undefined }))];
      const found = needs.map(({ need, at }) => matching(need, at, grants));
      const isWhole = needs.every(({ need }, index) => found[index]?.length === need.permissions.length);
      for (const grant of found.flat()) explained.add(grant);
      const target = needs
        .map(({ need }, index) => need.on.exec(found[index]?.[0]?.on ?? '')?.[1])
        .find((text) => text !== undefined);
      const name = sign.decisive.on === BUCKET ? (buckets.get(target ?? '') ?? target) : target;
      return [sign.id, ...(name === undefined ? [] : [name])].join(' ') + (isWhole ? '' : ', in part');
    });
  });
  return {
    capabilities: [...capabilities, ...billing(grants, explained)],
    unexplained: grants
      .filter((grant) => !explained.has(grant))
      .map(({ permission, on, condition }) => `${permission} on ${on} ${condition}`),
  };
}

/** Each permission once, on one thing. */
function matching(need: Need, at: string | undefined, grants: readonly Grant[]): Grant[] {
  return need.permissions.flatMap((permission) => {
    const found = grants.find(
      (grant) => grant.permission === permission && fits(need, grant) && (at === undefined || grant.on === at),
    );
    return found === undefined ? [] : [found];
  });
}

function fits(need: Need, { on, condition }: Grant): boolean {
  return need.on.test(on) && (need.condition === undefined ? condition === '' : need.condition.test(condition));
}

/** Objects of the vendor's bucket, under the prefix that the condition names. */
function billing(grants: readonly Grant[], explained: Set<Grant>): string[] {
  return grants.flatMap((grant) => {
    const [, bucket] = /^vendor's projects\/_\/buckets\/(.*)$/.exec(grant.on) ?? [];
    if (bucket === undefined || grant.permission !== 'roles/storage.objectCreator') return [];
    const [, named, prefix = ''] =
      /resource\.name\.startsWith\('projects\/_\/buckets\/([^/]*)\/objects\/([^']*)'\)$/.exec(grant.condition) ?? [];
    if (named !== bucket) return [];
    explained.add(grant);
    return [`telemetry:billing ${bucket}/${prefix}`];
  });
}
