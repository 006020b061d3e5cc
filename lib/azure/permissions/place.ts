import type { AzurePlace } from '../place';

/** Which installation it is: names and resource ids follow from the two. */
export type Place = Pick<AzurePlace, 'environmentId' | 'subscription'>;
