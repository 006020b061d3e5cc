import type { Denial } from '../../../support/denials';
import { READS_OBJECTS, WRITES_OBJECTS } from './cast';
import { denied } from './denial';

const READERS = ['bucket:read', 'bucket:read-write'];

/** Objects and buckets. */
export const data: readonly Denial[] = [
  denied('storage.objects.get', "reads the customer's data", WRITES_OBJECTS, READERS),
  denied('storage.objects.list', 'reads the names of all objects', WRITES_OBJECTS, READERS),
  denied('storage.objects.create', 'writes or overwrites data', READS_OBJECTS, [
    'bucket:read-write',
    'telemetry:billing',
  ]),
  denied('storage.objects.delete', 'deletes data', READS_OBJECTS, ['bucket:read-write']),
  denied('storage.objects.update', 'changes what an object says about itself', WRITES_OBJECTS),
  denied('storage.objects.setIamPolicy', 'hands one object to anybody', WRITES_OBJECTS),
  denied('storage.objects.overrideUnlockedRetention', 'deletes what was to be kept', WRITES_OBJECTS),
  denied('storage.objects.setRetention', 'keeps objects for ever, at a cost', WRITES_OBJECTS),
  denied('storage.objects.restore', 'brings back what the customer has deleted', WRITES_OBJECTS),
  denied('storage.buckets.setIamPolicy', 'hands all of a bucket to anybody', READS_OBJECTS),
  denied('storage.buckets.getIamPolicy', 'sees who may read the data', READS_OBJECTS),
  denied('storage.buckets.create', 'makes a bucket of the name that somebody will write to', READS_OBJECTS),
  denied('storage.buckets.delete', 'deletes a bucket', READS_OBJECTS),
  denied('storage.buckets.update', 'has a lifecycle rule delete everything, or another key encrypt it', READS_OBJECTS),
  denied('storage.buckets.list', 'finds every other bucket of the project', READS_OBJECTS),
  denied('storage.buckets.setIpFilter', 'locks everybody else out of a bucket', READS_OBJECTS),
  denied('storage.hmacKeys.create', 'takes a key to the data home, which nothing ends', READS_OBJECTS),
];
