/** cdktf writes down, as text, where each token was made: a tenth of the time of the app, and nobody reads it. */
export function withoutTraces<Result>(make: () => Result): Result {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => '';
  try {
    return make();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}
