import type { z } from 'zod';
import { text } from '../schema';

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects */
export function projectId(): z.ZodString {
  return text(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'be a project id', 'use the id, not the number');
}

/** A part of a network, by its name: https://cloud.google.com/compute/docs/naming-resources */
export function networkPart(what: string): z.ZodString {
  return text(
    /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
    `be the name of a ${what}`,
    'write the name alone, without its path; where another project owns the network (Shared VPC), set hostProject',
  );
}

/** Names with dots may be longer, but belong to a domain that must be verified: https://cloud.google.com/storage/docs/buckets#naming */
export function bucketName(): z.ZodString {
  return text(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, 'be a bucket name', 'use the name, without gs://');
}
