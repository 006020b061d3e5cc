import { z } from 'zod';

/** Raised when a rule needs a part of a document that is itself wrong. The rule is left out then. */
class Unreadable extends Error {}

/**
 * A document of which some parts are wrong, with the parts that can be read. To read another part ends the rule that
 * reads it.
 *
 * @param broken names of parts that must not be read, whatever the schema says of them
 * @returns undefined where it is no document at all, or it is not known of which cloud
 */
export function readable<Output extends object>(
  schema: z.ZodType<Output>,
  input: unknown,
  broken: ReadonlySet<string>,
): Output | undefined {
  const shape = shapeOf(schema, input);
  if (shape === undefined) return undefined;
  const parts = new Map<string, unknown>();
  for (const [name, part] of Object.entries(shape)) {
    const parsed = z.safeParse(part, (input as Record<string, unknown>)[name]);
    if (parsed.success && !broken.has(name)) parts.set(name, parsed.data);
  }
  return new Proxy(Object.fromEntries(parts) as Output, {
    get(target, name) {
      if (typeof name === 'string' && name in shape && !parts.has(name)) throw new Unreadable(name);
      return Reflect.get(target, name);
    },
  });
}

/** Runs a rule; undefined where a part that it needs is wrong. */
export function whereReadable<Result>(rule: () => Result): Result | undefined {
  try {
    return rule();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

function shapeOf(schema: z.ZodType, input: unknown): z.core.$ZodShape | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  if (schema instanceof z.ZodObject) return schema.shape;
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return undefined;
  const key = schema.def.discriminator;
  const option = schema.options.find((one) => {
    const part = one instanceof z.ZodObject ? one.shape[key] : undefined;
    return part !== undefined && z.safeParse(part, (input as Record<string, unknown>)[key]).success;
  });
  return option instanceof z.ZodObject ? option.shape : undefined;
}
