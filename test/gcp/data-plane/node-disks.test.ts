import { gcp } from '../../../lib/core/clouds/gcp';
import { bootDiskType, localDisks } from '../../../lib/gcp/data-plane/node-disks';

const typesOf = (localDisk: boolean) =>
  gcp.machineFamilies.filter((family) => family.localDisk === localDisk).flatMap(({ types }) => Object.keys(types));

test.each([
  ['e2-standard-4', 'pd-balanced'],
  ['n2-highmem-8', 'pd-balanced'],
  ['t2a-standard-4', 'pd-balanced'],
  ['c3-standard-4', 'pd-balanced'],
  ['c3d-highmem-16-lssd', 'pd-balanced'],
  ['z3-highmem-8-highlssd', 'hyperdisk-balanced'],
  ['n4-standard-2', 'hyperdisk-balanced'],
  ['n4a-standard-2', 'hyperdisk-balanced'],
  ['n4d-standard-2', 'hyperdisk-balanced'],
  ['c4-highcpu-8', 'hyperdisk-balanced'],
  ['c4a-standard-4', 'hyperdisk-balanced'],
  ['m4-megamem-28', 'hyperdisk-balanced'],
  ['custom-4-16384', 'pd-balanced'],
])('%s boots from %s', (type, disk) => {
  expect(bootDiskType(type)).toBe(disk);
});

test.each([
  ['c3-standard-4-lssd', 1],
  ['c3-standard-176-lssd', 32],
  ['c3d-standard-16-lssd', 1],
  ['c3d-highmem-90-lssd', 8],
  ['c4-highmem-32-lssd', 5],
  ['c4a-standard-64-lssd', 14],
  ['c4a-highmem-72-lssd', 16],
  ['c4d-standard-48-lssd', 4],
  ['z3-highmem-22-highlssd', 3],
  ['z3-highmem-22-standardlssd', 2],
])('%s comes with %d', (type, count) => {
  expect(localDisks(type)).toBe(count);
});

test('every machine with local disks that a profile may be given has a number', () => {
  const types = typesOf(true);
  expect(types.length).toBeGreaterThan(30);
  expect(types.filter((type) => localDisks(type) === undefined)).toEqual([]);
});

test('a machine without local disks has none, nor has one that nobody knows', () => {
  expect(typesOf(false).filter((type) => localDisks(type) !== undefined)).toEqual([]);
  expect(localDisks('c9-standard-4-lssd')).toBeUndefined();
  expect(localDisks('c3-standard-5-lssd')).toBeUndefined();
});
