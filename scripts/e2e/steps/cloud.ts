import type { Api } from '../api';
import type { Cdk } from '../cdk';

/** What every step works with. */
export interface Cloud {
  readonly api: Api;
  readonly cdk: Cdk;
}
