/** What is only told must not fail the call that it is about: an expression that cannot be read has the other value. */
export function readOr<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    return otherwise; // expressions say by throwing that there is nothing to read
  }
}
