const MAX_LENGTH = 500;

/**
 * What graphql-js says of a wrong value, without the value: its messages print the whole input, which may be personal and
 * as long as the request (design.md: an error never carries the caller's whole input).
 */
export function cleanMessage(message: string): string {
  const variable = /^Variable "(\$\w+)" got invalid value/.exec(message);
  if (variable !== null) return describeVariable(variable[1] ?? '', message);
  return message
    .replace(/^Unknown operation named [\s\S]*$/, 'There is no operation of this name.')
    .replace(
      /^(Syntax Error: .{0,100}?(?:found|Unexpected) (?:String|BlockString|Int|Float)) "[\s\S]*$/,
      '$1.',
    )
    .replace(/^(.{1,100} cannot represent [^:]{1,100}): [\s\S]*$/, '$1.')
    .replace(/^(Argument "\w{1,100}" has) invalid value [\s\S]*$/, '$1 an invalid value.')
    .replace(/^(Expected value of type "[^"]{1,100}"), found [\s\S]*$/, '$1.')
    .replace(/^(Value) [\s\S]* (does not exist in "\w{1,100}" enum)[\s\S]*$/, '$1 $2.')
    .slice(0, MAX_LENGTH);
}

/** The path and the reason stand after the printed value: the last of each is taken, whatever the value holds. */
function describeVariable(name: string, message: string): string {
  const path = / at "([\w.[\]]{1,200})"; /.exec(message)?.[1];
  const reason = message.slice(message.lastIndexOf('; ') + 2);
  const place = path === undefined ? '' : ` at "${path}"`;
  const why =
    /^(?:Field "\w{1,100}" of required type "[^"]{1,100}" was not provided|Expected type "[^"]{1,100}")/.exec(
      reason,
    )?.[0];
  return `Variable "${name}" has an invalid value${place}${why === undefined ? '' : `: ${why}`}.`;
}
