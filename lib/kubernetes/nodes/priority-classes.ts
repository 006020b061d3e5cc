/** Names of the priority classes; they carry a version because a class cannot change its value. */
export const PRIORITY_CLASSES = { system: 'byoc-system-v1', product: 'byoc-product-v1' } as const;
