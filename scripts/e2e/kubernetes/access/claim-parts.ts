/** What a claim says of itself. */
export interface ClaimPart {
  readonly metadata?: object;
  readonly spec: object;
}

const SPEC = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const CLASS = { storageClassName: 'byoc-gp3-v1' };
/** A claim that makes a volume of ours. */
export const OURS: ClaimPart = { spec: { ...SPEC, ...CLASS } };
/** Every way to a volume that is there, beside a claim that makes one. */
export function claimParts() {
  const pair = (what: string, refused: ClaimPart, because: string) => ({ what, refused, because, allowed: OURS });
  const choosing = (field: string, value: unknown) =>
    pair(field, { spec: { ...SPEC, ...CLASS, [field]: value } }, 'choose no volume');
  const source = { kind: 'PersistentVolumeClaim', name: 'data' };
  const annotations = { 'volume.beta.kubernetes.io/storage-class': '' };
  return [
    pair('no class', { spec: SPEC }, 'have a storageClassName'),
    pair('an empty class', { spec: { ...SPEC, storageClassName: '' } }, 'have a storageClassName'),
    pair('a class of others', { spec: { ...SPEC, storageClassName: 'shares' } }, 'have a storageClassName'),
    pair('the older annotation', { ...OURS, metadata: { annotations } }, 'no older annotation'),
    choosing('volumeName', 'share'),
    choosing('selector', { matchLabels: { disk: 'share' } }),
    choosing('dataSource', source),
    choosing('dataSourceRef', source),
  ];
}
