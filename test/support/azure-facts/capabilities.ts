import type { CapabilityId } from '../../../lib';
import type { IdentityFact } from '../contract/facts';

/** One permission on one thing, in words of capabilities: see `grantsOf`. */
export interface Grant {
  readonly permission: string;
  readonly on: string;
  readonly condition: string;
}

/** Permissions that belong together on one thing. */
interface Need {
  readonly permissions: readonly string[];
  /** What they are on; a group in it is the capability's target. */
  readonly on: RegExp;
  /** Expression of the condition; a group in it belongs to the target, too. @default - there is no condition */
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

const BLOBS = 'data:Microsoft.Storage/storageAccounts/blobServices/containers/blobs';
const BUCKET = /^bucket (.*)$/;
const ZONE = /^zone (.*)$/;
/** `Monitoring Data Reader`: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/monitor */
const METRICS_READER = 'b0d8363b-8ddd-447d-831f-62ca05bff136';
/** New blobs only, whose path begins so: https://learn.microsoft.com/azure/storage/blobs/storage-auth-abac-examples */
const UNDER_PREFIX =
  /^(?:\(\(!\(ActionMatches\{'Microsoft\.Storage\/storageAccounts\/blobServices\/containers\/blobs\/add\/action'\}\)\) OR \(@Resource\[Microsoft\.Storage\/storageAccounts\/blobServices\/containers\/blobs:path\] StringStartsWith '([^']+)'\)\))?$/;

const SIGNS: readonly Sign[] = [
  {
    id: 'bucket:read-write',
    decisive: {
      permissions: [`${BLOBS}/write`, `${BLOBS}/add/action`, `${BLOBS}/delete`, `${BLOBS}/read`],
      on: BUCKET,
    },
  },
  { id: 'bucket:read', decisive: { permissions: [`${BLOBS}/read`], on: BUCKET } },
  {
    id: 'private-endpoints:read',
    decisive: {
      permissions: [
        'Microsoft.Network/privateEndpoints/read',
        'Microsoft.Network/networkInterfaces/read',
        'Microsoft.Network/virtualNetworks/subnets/read',
      ],
      on: /^group of the data plane$/,
    },
  },
  { id: 'metrics:query', decisive: { permissions: [METRICS_READER], on: /^workspace (.*)$/ } },
  {
    id: 'telemetry:queue',
    decisive: {
      permissions: [
        'data:Microsoft.ServiceBus/namespaces/messages/send/action',
        'as Azure Service Bus Data Sender and no more',
      ],
      on: /^vendor's (.*)$/,
    },
  },
  {
    id: 'telemetry:billing',
    decisive: {
      permissions: [`${BLOBS}/add/action`, 'as telemetry-billing and no more'],
      on: /^vendor's ([^/]+\/[^/]+)$/,
      condition: UNDER_PREFIX,
    },
  },
  {
    id: 'dns:records',
    decisive: {
      permissions: ['zone/A/write', 'zone/A/delete', 'zone/TXT/write', 'zone/TXT/delete', 'zone/all/read'],
      on: ZONE,
    },
    also: [{ permissions: ['zone/read'], on: /^group of the zone$/ }],
  },
  {
    id: 'dns:challenges',
    decisive: { permissions: ['zone/TXT/write', 'zone/TXT/delete', 'zone/TXT/read'], on: ZONE },
  },
];

/** What somebody may do in the words of core, and what these words do not cover. */
export function capabilitiesOf(grants: readonly Grant[]): Pick<IdentityFact, 'capabilities' | 'unexplained'> {
  const explained = new Set<Grant>();
  const capabilities = SIGNS.flatMap((sign) => {
    const [first] = sign.decisive.permissions;
    const places = grants.filter(
      (grant) => grant.permission === first && fits(sign.decisive, grant) && !explained.has(grant),
    );
    return places.map((place) => {
      const needs = [
        { need: sign.decisive, at: place.on },
        ...(sign.also ?? []).map((need) => ({ need, at: undefined })),
      ];
      const found = needs.map(({ need, at }) => matching(need, at, grants));
      const isWhole = needs.every(({ need }, index) => found[index]?.length === need.permissions.length);
      for (const grant of found.flat()) explained.add(grant);
      const target = targetOf(sign.decisive, place);
      return [sign.id, ...(target === undefined ? [] : [target])].join(' ') + (isWhole ? '' : ', in part');
    });
  });
  return {
    capabilities,
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

/** A container's target goes on with the beginning of the paths in it. */
function targetOf(need: Need, { on, condition }: Grant): string | undefined {
  const [, target] = need.on.exec(on) ?? [];
  const prefix = need.condition?.exec(condition)?.[1] ?? '';
  return need.condition === undefined ? target : `${target}/${prefix}`;
}
