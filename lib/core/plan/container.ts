import { strict, text } from '../schema';

/** A container image. */
export const image = () =>
  text(
    /^[a-z0-9][a-z0-9._:/-]*(:[\w][\w.-]{0,127}|@sha256:[a-f0-9]{64}|:[\w][\w.-]{0,127}@sha256:[a-f0-9]{64})$/,
    'be a container image with a tag or digest',
    'append :<tag> or, better, @sha256:<digest>',
  );

/** A tag can be moved to another program; what runs in front of the product's services cannot change in silence. */
export const pinnedImage = () =>
  text(
    /^[a-z0-9][a-z0-9._:/-]*@sha256:[a-f0-9]{64}$/,
    'be a container image with a digest',
    'append @sha256:<digest>; docker buildx imagetools inspect <image> prints it',
  );

/** What one pod asks for, with its defaults. */
export const resources = (cpu: string, memory: string) =>
  strict({
    cpu: text(/^(\d+m|\d+(\.\d{1,3})?)$/, 'be a Kubernetes CPU quantity', 'write it like 250m or 2')
      .default(cpu)
      .describe('CPU request of one pod.'),
    memory: text(/^\d+(Mi|Gi)$/, 'be a Kubernetes memory quantity in Mi or Gi', 'write it like 512Mi')
      .default(memory)
      .describe('Memory request and limit of one pod.'),
  })
    .prefault({})
    .describe('What one pod asks for.');
