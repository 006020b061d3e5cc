/** Unlike any user of a node, so that a container that breaks out is nobody there. */
const USER = 10001;
const RUNTIME_DEFAULT = { type: 'RuntimeDefault' } as const;

/** What Pod Security `restricted` asks of a pod, and more. */
export const HARDENED_POD = {
  runAsNonRoot: true,
  runAsUser: USER,
  runAsGroup: USER,
  fsGroup: USER,
  seccompProfile: RUNTIME_DEFAULT,
};

/** What it asks of a container, and a file system that cannot be changed. */
export const HARDENED_CONTAINER = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
  appArmorProfile: RUNTIME_DEFAULT,
};
