// Reads a schema's text, and lays out documents: both go by the same tokens.

const TOKEN = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n])*"|\.\.\.|[_A-Za-z]\w*|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|#[^\n]*|[!$&():=@[\]{|}]/g;

/** The tokens of a document; comments only where they are asked for. */
export function tokens(text, comments = false) {
  return (text.match(TOKEN) ?? []).filter((token) => comments || !token.startsWith("#"));
}

/** A block string without the indentation that its lines share, or a plain one. */
function unquoted(token) {
  if (!token.startsWith('"""')) return JSON.parse(token);
  const lines = token.slice(3, -3).replaceAll('\\"""', '"""').split("\n");
  const indents = lines.slice(1).filter((line) => line.trim()).map((line) => line.match(/^\s*/)[0].length);
  const indent = Math.min(...indents, 1000);
  return lines.map((line, at) => (at ? line.slice(indent) : line)).join("\n").trim();
}

/** The types of a schema by their names, and the names of its roots. */
export function readSchema(text) {
  const all = tokens(text);
  let at = 0;
  const peek = () => all[at];
  const next = () => all[at++];
  const skip = (token) => peek() === token && (at += 1) > 0;
  const expect = (token) => {
    if (!skip(token)) throw new Error(`${token} expected, not ${peek()}`);
  };
  const description = () => (peek()?.startsWith('"') ? unquoted(next()) : "");
  const type = () => {
    let found;
    if (skip("[")) {
      const inner = type();
      expect("]");
      found = { ...inner, text: `[${inner.text}]`, required: false };
    } else {
      const name = next();
      found = { name, text: name, required: false };
    }
    return skip("!") ? { ...found, text: `${found.text}!`, required: true } : found;
  };
  const value = () => {
    const token = next();
    const end = { "[": "]", "{": "}" }[token];
    if (!end) return token === "$" ? `$${next()}` : token;
    let whole = token;
    while (peek() !== end) {
      const item = value();
      whole += skip(":") ? `${item}: ` : `${item} `;
    }
    return whole.trimEnd() + next();
  };
  const directives = () => {
    let deprecated = null;
    while (skip("@")) {
      const name = next();
      const given = {};
      if (skip("(")) {
        while (!skip(")")) {
          const argument = next();
          expect(":");
          given[argument] = value();
        }
      }
      if (name === "deprecated") deprecated = given.reason ? unquoted(given.reason) : "";
    }
    return deprecated;
  };
  const input = () => {
    const found = { description: description(), name: next() };
    expect(":");
    found.type = type();
    if (skip("=")) found.default = value();
    found.deprecated = directives();
    return found;
  };
  const list = (open, close, item) => {
    const found = [];
    if (skip(open)) while (!skip(close)) found.push(item());
    return found;
  };
  const field = () => {
    const found = { description: description(), name: next(), args: list("(", ")", input) };
    expect(":");
    found.type = type();
    found.deprecated = directives();
    return found;
  };
  const member = () => ({ description: description(), name: next(), deprecated: directives() });
  const names = (separator) => {
    const found = [];
    do {
      skip(separator);
      found.push(next());
    } while (peek() === separator);
    return found;
  };

  const types = new Map();
  const roots = { query: "Query", mutation: "Mutation", subscription: "Subscription" };
  while (at < all.length) {
    const says = description();
    const kind = next();
    if (kind === "schema") {
      directives();
      list("{", "}", () => {
        const root = next();
        expect(":");
        roots[root] = next();
      });
    } else if (kind === "directive") {
      expect("@");
      next();
      list("(", ")", input);
      skip("repeatable");
      expect("on");
      names("|");
    } else {
      const found = { kind, description: says, name: next(), fields: [], values: [], members: [], interfaces: [] };
      if (skip("implements")) found.interfaces = names("&");
      directives();
      if (kind === "union" && skip("=")) found.members = names("|");
      if (kind === "enum") found.values = list("{", "}", member);
      if (kind === "input") found.fields = list("{", "}", input);
      if (kind === "type" || kind === "interface") found.fields = list("{", "}", field);
      types.set(found.name, found);
    }
  }
  return { types, roots };
}

/** Lays out a document: a line for each selection, two spaces a level. Throws where it is none. */
export function format(text) {
  const all = tokens(text, true);
  let at = 0;
  const next = () => {
    if (at >= all.length) throw new Error("the document ends too soon");
    return all[at++];
  };
  const skip = (token) => all[at] === token && (at += 1) > 0;
  const until = (end, item) => {
    const items = [];
    while (!skip(end)) items.push(item());
    return items.join(", ");
  };
  const value = () => {
    let whole = next();
    if (whole === "$") whole += next();
    else if (whole === "[") whole = `[${until("]", value)}]`;
    else if (whole === "{") whole = `{${until("}", pair)}}`;
    return skip("!") ? `${whole}!` : whole;
  };
  const pair = () => {
    let whole = value();
    if (skip(":")) whole += `: ${value()}`;
    if (skip("=")) whole += ` = ${value()}`;
    return whole + directives();
  };
  const given = () => (skip("(") ? `(${until(")", pair)})` : "");
  const directives = () => (skip("@") ? ` @${next()}${given()}${directives()}` : "");
  const selections = (indent) => {
    let whole = "{";
    const inner = `${indent}  `;
    while (!skip("}")) {
      whole += `\n${inner}`;
      let token = next();
      if (token.startsWith("#")) {
        whole += token;
        continue;
      }
      if (token === "...") token += skip("on") ? ` on ${next()}` : /^\w/.test(all[at] ?? "") ? next() : "";
      if (skip(":")) token += `: ${next()}`;
      whole += token + given() + directives();
      if (skip("{")) whole += ` ${selections(inner)}`;
    }
    return `${whole}\n${indent}}`;
  };
  const parts = [];
  while (at < all.length) {
    if (all[at].startsWith("#")) {
      parts.push(next());
      continue;
    }
    let words = "";
    while (!skip("{")) words += all[at] === "(" ? given() : all[at] === "@" ? directives() : `${words && " "}${next()}`;
    parts.push(`${words}${words && " "}${selections("")}\n`);
  }
  return parts.join("\n").trimEnd() + "\n";
}
