import { resourceIdsOf } from '../../names';
import type { WorkloadContext } from './context';

/** Resource id of the container of a bucket. */
export function containerOf({ environmentId, subscription, ownBuckets }: WorkloadContext, bucket: string): string {
  return ownBuckets[bucket] ?? resourceIdsOf(environmentId, subscription).container(bucket);
}
