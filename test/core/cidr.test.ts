import fc from 'fast-check';
import { Cidr } from '../../lib/core/cidr';

const WHOLE_INTERNET = 2 ** 32;

test('a network in CIDR notation is read', () => {
  const network = Cidr.parse('10.1.0.0/16');
  expect({ first: network.first, last: network.last, size: network.size, prefix: network.prefix }).toEqual({
    first: 10 * 2 ** 24 + 2 ** 16,
    last: 10 * 2 ** 24 + 2 * 2 ** 16 - 1,
    size: 65536,
    prefix: 16,
  });
});

test.each([
  '10.0.0.0',
  '10.0.0/16',
  '10.0.0.256/32',
  '10.0.0.0/33',
  'fd00::/8',
  ' 10.0.0.0/8',
  '10.0.0.0/8\n',
  'vpc',
  '',
])('%j is no network', (text) => {
  expect(Cidr.tryEnclosing(text)).toBeUndefined();
});

test.each(['10.0.0.5/16', '010.0.0.0/8', '10.0.0.0/08'])('%s is not the way its network is written', (text) => {
  expect(Cidr.tryParse(text)).toBeUndefined();
});

test('the network that an address lies in is found', () => {
  expect(String(Cidr.tryEnclosing('10.0.0.5/16'))).toBe('10.0.0.0/16');
});

test('fails if a text that must be a network is none', () => {
  expect(() => Cidr.parse('10.0.0.5/16')).toThrow(
    new RangeError("'10.0.0.5/16' is not an aligned IPv4 network such as 10.0.0.0/16"),
  );
});

test('a part is named by its offset and its prefix length', () => {
  expect(String(Cidr.parse('10.0.0.0/16').part(256, 24))).toBe('10.0.1.0/24');
});

test.each([
  ['is not aligned', 128, 24],
  ['starts behind the network', 65536, 24],
  ['starts before the network', -256, 24],
  ['is larger than the network', 0, 15],
  ['is smaller than an address', 0, 33],
])('fails if a part %s', (_, offset, prefix) => {
  expect(() => Cidr.parse('10.0.0.0/16').part(offset, prefix)).toThrow(
    new RangeError(`no /${prefix} starts ${offset} addresses into 10.0.0.0/16`),
  );
});

test('nothing is left over behind the end', () => {
  expect(Cidr.parse('10.0.0.0/16').rest(65536)).toEqual([]);
});

test('what is left over grows towards the end of the network', () => {
  expect(Cidr.parse('10.0.0.0/24').rest(16).map(String)).toEqual([
    '10.0.0.16/28',
    '10.0.0.32/27',
    '10.0.0.64/26',
    '10.0.0.128/25',
  ]);
});

describe('for any network', () => {
  test('printing and parsing is a round trip', () => {
    holdsFor(networkText(), (text) => Cidr.parse(text).toString() === text);
  });

  test('the enclosing network is aligned and holds the address', () => {
    holdsFor(fc.tuple(address(), prefix()), ([first, length]) => {
      const network = Cidr.tryEnclosing(`${dotted(first)}/${length}`);
      const single = Cidr.parse(`${dotted(first)}/32`);
      return network?.prefix === length && network.first % network.size === 0 && network.contains(single);
    });
  });

  test('containing is sharing the bits of the prefix', () => {
    holdsFor(pair(), ([a, b]) => {
      const shared = a.prefix <= b.prefix && bits(a).slice(0, a.prefix) === bits(b).slice(0, a.prefix);
      return a.contains(b) === shared;
    });
  });

  test('overlapping is containing the one way or the other', () => {
    holdsFor(pair(), ([a, b]) => a.overlaps(b) === (a.contains(b) || b.contains(a)));
  });

  test('overlapping is mutual', () => {
    holdsFor(pair(), ([a, b]) => a.overlaps(b) === b.overlaps(a));
  });

  test('networks that contain each other are the same', () => {
    holdsFor(pair(), ([a, b]) => (a.contains(b) && b.contains(a)) === (String(a) === String(b)));
  });

  test('what is left over covers the network from the offset to its end with no gap', () => {
    holdsFor(networkAndOffset(), ([whole, offset]) => {
      const parts = whole.rest(offset);
      const starts = [...parts.map(({ first }) => first), whole.last + 1];
      const ends = [whole.first + offset, ...parts.map(({ last }) => last + 1)];
      return starts.join() === ends.join();
    });
  });

  test('what is left over is in the largest parts possible', () => {
    // Two parts of one size would be halves of a larger one, or could change places with it.
    holdsFor(networkAndOffset(), ([whole, offset]) => {
      const parts = whole.rest(offset);
      return new Set(parts.map((part) => part.prefix)).size === parts.length;
    });
  });
});

function holdsFor<Value>(values: fc.Arbitrary<Value>, holds: (value: Value) => boolean): void {
  fc.assert(fc.property(values, holds), { numRuns: 1000 });
}

/** A network and a number of addresses within it, whose end is included. */
function networkAndOffset(): fc.Arbitrary<[Cidr, number]> {
  const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1 / 4, 1 / 2, 1));
  return fc.tuple(network(), share).map(([whole, part]) => [whole, Math.floor(whole.size * part)]);
}

function address(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: WHOLE_INTERNET - 1 });
}

function prefix(): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 32 });
}

function networkText(): fc.Arbitrary<string> {
  return fc.tuple(address(), prefix()).map(([first, length]) => {
    const size = 2 ** (32 - length);
    return `${dotted(first - (first % size))}/${length}`;
  });
}

function network(): fc.Arbitrary<Cidr> {
  return networkText().map((text) => Cidr.parse(text));
}

/** Two networks that are related more often than chance would have it. */
function pair(): fc.Arbitrary<[Cidr, Cidr]> {
  const related = fc.tuple(network(), prefix()).map(([a, length]): [Cidr, Cidr] => {
    const b = Cidr.tryEnclosing(`${dotted(a.first)}/${length}`);
    return [a, b ?? a];
  });
  return fc.oneof(related, fc.tuple(network(), network()));
}

function bits(network: Cidr): string {
  return network.first.toString(2).padStart(32, '0');
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
