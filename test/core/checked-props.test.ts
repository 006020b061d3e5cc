import { checkOneWayIn, checkTexts, matches } from '../../lib/core/checked-props';

const RULES = {
  name: { holds: matches(/^[a-z]+$/), rule: 'be letters', fix: 'write a word' },
  id: { holds: matches(/^\d+$/), rule: 'be digits', fix: 'write a number' },
};

test('passes what is as it should be, and leaves out what is not given', () => {
  expect(() => checkTexts('Stack/Thing', RULES, { name: 'notes' }, { id: undefined })).not.toThrow();
});

test('names everything that is not, together', () => {
  expect(() => checkTexts('Stack/Thing', RULES, { name: undefined }, { id: 'x' })).toThrow(
    "'name' of Stack/Thing must be letters, got nothing; write a word\n'id' of Stack/Thing must be digits, got x; write a number",
  );
});

test('an empty text is nothing', () => {
  expect(() => checkTexts('Stack/Thing', RULES, { name: '' })).toThrow('got nothing');
});

test.each<[object, string]>([
  [{}, "'identity' of Stack/Thing must have exactly one of key, token, got none; add one"],
  [
    { key: 1, token: 2, other: 3 },
    "'identity' of Stack/Thing must have exactly one of key, token, got key, token; remove the others",
  ],
])('an identity that is given in another number of ways than one is refused: %j', (identity, message) => {
  expect(() => checkOneWayIn('Stack/Thing', identity, ['key', 'token'])).toThrow(message);
});

test('an identity that is given in one way passes', () => {
  expect(() => checkOneWayIn('Stack/Thing', { token: 2, other: 3 }, ['key', 'token'])).not.toThrow();
});
