/** A call as a condition sees it. */
export interface Call {
  /** Data action that is called. */
  readonly action: string;
  /** Attributes of the resource: `Microsoft.Storage/.../blobs:path` to `usage/1.json`. */
  readonly resource: Readonly<Record<string, string>>;
}

/**
 * Whether a condition lets a call through. Of the language of conditions it knows what is written here: `AND`, `OR`, `!`,
 * parentheses, `ActionMatches` and two functions of texts; anything else is an error, not a guess.
 * https://learn.microsoft.com/azure/role-based-access-control/conditions-format
 */
export function letsThrough(expression: string, call: Call): boolean {
  const tokens = tokensOf(expression);
  let position = 0;
  const peek = () => tokens[position];
  const take = (): string => {
    const token = tokens[position];
    if (token === undefined) throw new Error(`the condition ends early: ${expression}`);
    position += 1;
    return token;
  };
  const expect = (token: string): void => {
    const found = take();
    if (found !== token) throw new Error(`'${token}' expected, got '${found}': ${expression}`);
  };
  const text = (): string => {
    const token = take();
    if (!token.startsWith("'")) throw new Error(`a text expected, got '${token}': ${expression}`);
    return token.slice(1, -1);
  };

  function joined(): boolean {
    let value = single();
    const operator = peek();
    while (peek() === 'AND' || peek() === 'OR') {
      // Without parentheses, the order of evaluation is not defined.
      if (peek() !== operator) throw new Error(`AND and OR are mixed: ${expression}`);
      take();
      const right = single();
      value = operator === 'AND' ? value && right : value || right;
    }
    return value;
  }

  function single(): boolean {
    const token = take();
    if (token === '!') return !single();
    if (token === '(') {
      const value = joined();
      expect(')');
      return value;
    }
    if (token === 'ActionMatches') {
      expect('{');
      const pattern = text();
      expect('}');
      return pattern.toLowerCase() === call.action.toLowerCase();
    }
    const attribute = /^@Resource\[(.+)\]$/.exec(token)?.[1];
    if (attribute === undefined) throw new Error(`nothing is known of '${token}': ${expression}`);
    const operator = take();
    const right = text();
    const left = call.resource[attribute];
    // What the resource does not have grants nothing.
    if (left === undefined) return false;
    if (operator === 'StringStartsWith') return left.startsWith(right);
    if (operator === 'StringEquals') return left === right;
    throw new Error(`nothing is known of '${operator}': ${expression}`);
  }

  const value = joined();
  if (position < tokens.length) throw new Error(`the condition goes on: ${tokens.slice(position).join(' ')}`);
  return value;
}

function tokensOf(expression: string): readonly string[] {
  const tokens = expression.match(/'[^']*'|@\w+\[[^\]]*\]|[(){}!]|\w+|\S/g) ?? [];
  const unknown = tokens.find((token) => !/^('[^']*'|@\w+\[[^\]]*\]|[(){}!]|\w+)$/.test(token));
  if (unknown !== undefined) throw new Error(`nothing is known of '${unknown}': ${expression}`);
  return tokens;
}
