/** A place in a rendered stack: type of a resource, end of its logical name, path in it. */
export type Seen = readonly [type: string, id: string, path: string];

/** A prop of a construct: what decides it, where it is seen, and what is there in two installations. */
export type Row = readonly [prop: string, from: string, seen: Seen, full: unknown, other: unknown];

/** A reference, or what no configuration decides: it is the same in every installation. */
export const SAME = 'the same';

export const NETWORK = '<google_compute_network.DataPlane_Network.id>';
export const NODES = '<google_compute_subnetwork.DataPlane_Network_Nodes.id>';
export const LABELS = [
  { owner: 'platform', 'cost-center': '4711', 'byoc-environment': 'acme', 'byoc-product': 'riverbed' },
  { 'byoc-environment': 'demo', 'byoc-product': 'notes' },
] as const;
export const ACCOUNTS = [
  'byoc-acme-nodes@acme-data.iam.gserviceaccount.com',
  'byoc-demo-nodes@demo-data.iam.gserviceaccount.com',
] as const;
