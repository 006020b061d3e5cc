/** Where something is put, and what it carries there. */
export interface AzurePlace {
  /** Id of the environment, 2 to 16 lower-case letters and digits; no token, names are made from it. */
  readonly environmentId: string;
  /** Id of the subscription; no token. */
  readonly subscription: string;
  /** Name of the resource group, which must be there before. */
  readonly resourceGroup: string;
  /** Region: `westeurope`. */
  readonly region: string;
  /** Tags of everything that takes some. */
  readonly tags: Readonly<Record<string, string>>;
}
