import { namesOf } from '../names';

/** Condition of a binding: https://cloud.google.com/iam/docs/conditions-overview */
export interface Condition {
  /** At most 100 letters. With the expression it tells bindings apart: a change of either replaces the binding. */
  readonly title: string;
  /** CEL, as IAM evaluates it for every call. */
  readonly expression: string;
}

/**
 * Kinds of resource whose names IAM knows. Of networks, subnets, routers, addresses and service accounts it knows none:
 * https://cloud.google.com/iam/docs/conditions-resource-attributes
 */
export type NamedKind = 'cluster' | 'firewall rule' | 'forwarding rule' | 'global forwarding rule';

/** Where an installation is. */
export interface Place {
  readonly environmentId: string;
  readonly project: string;
  readonly region: string;
}

/** True before a moment: `2026-11-21T00:00:00Z`. */
export function before(moment: string): string {
  return `request.time < timestamp(${quoted(moment)})`;
}

/**
 * True for the installation's resources of these kinds, and for nothing else: a role that is bound with it holds only
 * permissions on such resources. Where IAM knew no type or name, the expression would grant nothing.
 */
export function named(kinds: readonly NamedKind[], place: Place): string {
  return joined(
    kinds.map((kind) => resourcesOf(kind, place)),
    '||',
  );
}

/**
 * Objects of a bucket under a prefix. Other types pass: uploads are also checked on the bucket, which the binding is on.
 * https://cloud.google.com/storage/docs/access-control/iam#conditions
 */
export function objectsUnder(bucket: string, prefix: string): string {
  const start = quoted(`projects/_/buckets/${bucket}/objects/${prefix}`);
  return `resource.type != 'storage.googleapis.com/Object' || resource.name.startsWith(${start})`;
}

/**
 * TXT records that prove to an ACME server who has a name of this domain. Names of record sets are known to IAM with the
 * numbers of project and zone, so the expression looks at their end: `projects/1/managedZones/2/rrsets/_acme-challenge.x.example.com./TXT`.
 * https://codelabs.developers.google.com/codelabs/cloud-dns-per-rrset-iam
 */
export function challengeRecords(domain: string): string {
  const name = `resource.name.extract('/rrsets/{name}/').startsWith('_acme-challenge.')`;
  const end = `resource.name.endsWith(${quoted(`.${domain}./TXT`)})`;
  return `resource.type == 'dns.googleapis.com/ResourceRecordSet' && ${name} && ${end}`;
}

/** The condition that all parts make; undefined where there is none. */
export function conditionOf(title: string, parts: readonly (string | undefined)[]): Condition | undefined {
  const given = parts.filter((part) => part !== undefined);
  if (given.length === 0) return undefined;
  return { title, expression: joined(given, '&&') };
}

function resourcesOf(kind: NamedKind, { environmentId, project, region }: Place): string {
  const names = namesOf(environmentId, project);
  switch (kind) {
    // Calls about node pools are checked on their cluster: https://cloud.google.com/kubernetes-engine/docs/reference/api-permissions
    case 'cluster': {
      const name = quoted(`projects/${project}/locations/${region}/clusters/${names.cluster}`);
      return `resource.type == 'container.googleapis.com/Cluster' && resource.name == ${name}`;
    }
    case 'firewall rule': {
      const start = quoted(`projects/${project}/global/firewalls/${names.firewall('')}`);
      return `resource.type == 'compute.googleapis.com/Firewall' && resource.name.startsWith(${start})`;
    }
    case 'forwarding rule': {
      const start = quoted(`projects/${project}/regions/${region}/forwardingRules/${names.privateEndpoint('')}`);
      return `resource.type == 'compute.googleapis.com/ForwardingRule' && resource.name.startsWith(${start})`;
    }
    // The one endpoint of Google's APIs, whose name takes no hyphen.
    case 'global forwarding rule': {
      const name = quoted(`projects/${project}/global/forwardingRules/${names.googleApisEndpoint}`);
      return `resource.type == 'compute.googleapis.com/GlobalForwardingRule' && resource.name == ${name}`;
    }
  }
}

function joined(parts: readonly string[], operator: '&&' | '||'): string {
  return parts.length === 1 ? parts.join('') : parts.map((part) => `(${part})`).join(` ${operator} `);
}

/** A text of CEL: what is in it ends neither the text nor the expression. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
