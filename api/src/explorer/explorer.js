// The page: asks the endpoint, shows the answer, the schema and what was asked before.

import { format, readSchema } from "./sdl.js";

const $ = (id) => document.getElementById(id);
const endpoint = document.body.dataset.endpoint;
const chinese = navigator.language.startsWith("zh");
const say = (zh, en) => (chinese ? zh : en);
if (!chinese) {
  document.documentElement.lang = "en";
  for (const element of document.querySelectorAll("[data-en]")) element.textContent = element.dataset.en;
  $("token").placeholder = $("token").dataset.enPlaceholder;
}

/** An element with its children, or texts, and what happens when it is pressed. */
function make(tag, children = [], press = null) {
  const element = document.createElement(tag);
  element.append(...children);
  if (press) {
    element.type = "button";
    element.className = "link";
    element.addEventListener("click", press);
  }
  return element;
}

// What is written stays until the tab is closed; tokens and passwords are kept nowhere.
const SECRET = /password/i;
const kept = {
  get(name, otherwise) {
    try {
      return JSON.parse(sessionStorage.getItem(`explorer.${name}`)) ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  set(name, value) {
    sessionStorage.setItem(`explorer.${name}`, JSON.stringify(value));
  },
};

const EXAMPLE = `# ${say("先登录，再把答复中的 accessToken 填入上方的“令牌”。", "Sign in, then put the accessToken of the answer into Token above.")}
mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    accessToken
    errors {
      code
      message
    }
  }
}

query Me {
  viewer {
    user {
      username
    }
  }
}
`;
$("query").value = kept.get("query", EXAMPLE);
$("variables").value = kept.get("variables", '{ "input": { "username": "", "password": "" } }');
for (const id of ["query", "variables"]) $(id).addEventListener("input", () => keepDraft(id));

function keepDraft(id) {
  if (!SECRET.test($(id).value)) kept.set(id, $(id).value);
}

function write(query, variables) {
  $("query").value = query;
  $("variables").value = variables;
  keepDraft("query");
  keepDraft("variables");
  listOperations();
}

/** The operations of the document by name, with their kinds; comments and texts are none. */
function operations() {
  const text = $("query").value.replace(/"""[^]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g, "");
  return [...text.matchAll(/\b(query|mutation|subscription)\s+(\w+)/g)].map(([, kind, name]) => ({ kind, name }));
}

function listOperations() {
  const found = operations();
  const chosen = $("operation").value;
  $("operation").replaceChildren(...found.map(({ name }) => make("option", [name])));
  $("operation").hidden = found.length < 2;
  if (found.some(({ name }) => name === chosen)) $("operation").value = chosen;
}
$("query").addEventListener("input", listOperations);
listOperations();

// Asking.

let asking = null;

function request() {
  const operationName = $("operation").value || null;
  const variables = $("variables").value.trim();
  const body = { query: $("query").value, operationName, variables: variables ? JSON.parse(variables) : {} };
  const listens = operations().find(({ name }) => name === operationName)?.kind === "subscription"
    || /^\s*(#[^\n]*\n\s*)*subscription\b/.test(body.query);
  const headers = new Headers({
    "content-type": "application/json",
    accept: listens ? "text/event-stream" : "application/graphql-response+json, application/json;q=0.9",
  });
  for (const line of $("headers").value.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  const token = $("token").value.trim();
  if (token) headers.set("authorization", `Bearer ${token}`);
  return { method: "POST", headers, body: JSON.stringify(body) };
}

function status(text, bad = false) {
  $("status").textContent = text;
  $("status").classList.toggle("bad", bad);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function run() {
  let sent;
  try {
    sent = request();
  } catch (error) {
    status(say(`变量或请求头有误：${error.message}`, `Variables or headers: ${error.message}`), true);
    return;
  }
  asking?.abort();
  const mine = (asking = new AbortController());
  $("stop").hidden = false;
  $("answer").textContent = "";
  status(say("正在查询…", "Asking…"));
  remember();
  const begin = performance.now();
  try {
    const response = await fetch(endpoint, { ...sent, signal: mine.signal });
    const events = response.headers.get("content-type")?.startsWith("text/event-stream");
    const length = events ? await showEvents(response) : await showWhole(response);
    const again = response.headers.get("retry-after");
    status(
      `${response.status} · ${Math.round(performance.now() - begin)} ms · ${length} B` +
        (again ? say(` · ${again} 秒后重试`, ` · again after ${again} s`) : ""),
      !response.ok,
    );
  } catch (error) {
    const stopped = error.name === "AbortError";
    if (asking === mine) status(stopped ? say("已停止", "Stopped") : String(error), !stopped);
  }
  if (asking === mine) $("stop").hidden = true;
}

async function showWhole(response) {
  const text = await response.text();
  $("answer").textContent = pretty(text);
  return new Blob([text]).size;
}

/** Each answer of a subscription below the one before. */
async function showEvents(response) {
  status(say("正在接收…", "Listening…"));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let [rest, length] = ["", 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return length;
    length += value.length;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const data = event.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trim());
      if (data.join("")) $("answer").append(`${pretty(data.join("\n"))}\n\n`);
    }
  }
}

$("run").addEventListener("click", run);
$("stop").addEventListener("click", () => asking?.abort());
$("format").addEventListener("click", layOut);

function layOut() {
  try {
    write(format($("query").value), pretty($("variables").value));
    status("");
  } catch (error) {
    status(say(`无法整理：${error.message}`, `Cannot format: ${error.message}`), true);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
  if (event.code === "KeyF" && event.shiftKey && event.altKey) {
    event.preventDefault();
    layOut();
  }
});

let leaves = false;
$("query").addEventListener("keydown", (event) => {
  if (event.key === "Tab" && !event.shiftKey && !leaves) {
    event.preventDefault();
    $("query").setRangeText("  ", $("query").selectionStart, $("query").selectionEnd, "end");
    keepDraft("query");
  }
  leaves = event.key === "Escape";
});

// History.

function remember() {
  const entry = { query: $("query").value, variables: $("variables").value, at: new Date().toLocaleTimeString() };
  const before = kept.get("history", []).filter(({ query, variables }) => query !== entry.query || variables !== entry.variables);
  if (!SECRET.test(entry.query + entry.variables)) before.unshift(entry);
  kept.set("history", before.slice(0, 50));
  showHistory();
}

function showHistory() {
  const items = kept.get("history", []).map(({ query, variables, at }) => {
    const title = query.replace(/#[^\n]*/g, " ").replace(/\s+/g, " ").trim().slice(0, 80);
    return make("li", [make("button", [`${at}  ${title}`], () => write(query, variables))]);
  });
  $("history").replaceChildren(...items);
}
$("forget").addEventListener("click", () => {
  kept.set("history", []);
  showHistory();
});
showHistory();

// Documentation.

let schema = null;
const trail = [];

const isLeaf = (type) => !["type", "interface", "union"].includes(schema.types.get(type.name)?.kind);

function typeLink(type) {
  if (!schema.types.has(type.name)) return type.text;
  const [before, after] = type.text.split(type.name);
  return make("span", [before, make("button", [type.name], () => open(type.name)), after]);
}

function fieldItem(field, root) {
  const parts = [field.name];
  const given = field.args ?? [];
  given.forEach((argument, at) => parts.push(at ? ", " : "(", `${argument.name}: `, typeLink(argument.type)));
  if (given.length) parts.push(")");
  parts.push(": ", typeLink(field.type));
  if (field.default) parts.push(` = ${field.default}`);
  const item = make("li", [make("code", parts)]);
  if (field.deprecated !== null) {
    item.className = "deprecated";
    item.append(make("p", [say(`已弃用：${field.deprecated}`, `Deprecated: ${field.deprecated}`)]));
  }
  if (field.description) item.append(make("p", [field.description]));
  for (const argument of given.filter(({ description }) => description)) {
    item.append(make("p", [`${argument.name}: ${argument.description}`]));
  }
  if (root) item.append(make("button", [say("写成查询", "Write it")], () => write(...skeleton(root, field))));
  return item;
}

function open(name) {
  const at = trail.indexOf(name);
  at < 0 ? trail.push(name) : trail.splice(at + 1);
  const type = schema.types.get(name);
  const root = Object.keys(schema.roots).find((root) => schema.roots[root] === name);
  const items = [
    ...type.fields.map((field) => fieldItem(field, root)),
    ...type.values.map((value) => make("li", [make("code", [value.name]), make("p", [value.description])])),
    ...type.members.map((member) => make("li", [make("button", [member], () => open(member))])),
  ];
  const used = type.interfaces.length ? ` : ${type.interfaces.join(", ")}` : "";
  $("docs").replaceChildren(make("h2", [`${type.kind} ${name}${used}`]), make("p", [type.description]), make("ul", items));
  showTrail();
}

function home() {
  trail.length = 0;
  const roots = Object.values(schema.roots).filter((name) => schema.types.has(name));
  const others = [...schema.types.keys()].filter((name) => !roots.includes(name)).sort();
  const links = (names) => make("ul", names.map((name) => make("li", [make("button", [name], () => open(name))])));
  $("docs").replaceChildren(links(roots), make("h2", [say("所有类型", "All types")]), links(others));
  showTrail();
}

function showTrail() {
  const links = trail.map((name) => make("button", [name], () => open(name)));
  $("trail").replaceChildren(make("button", [say("首页", "Start")], home), ...links);
}

function find(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return home();
  const found = [];
  for (const [name, type] of schema.types) {
    const has = (member) => `${member.name} ${member.description}`.toLowerCase().includes(wanted);
    if (has(type)) found.push([name, name]);
    for (const member of [...type.fields, ...type.values].filter(has)) found.push([`${name}.${member.name}`, name]);
  }
  const items = found.slice(0, 100).map(([label, name]) => make("li", [make("button", [label], () => open(name))]));
  const more = found.length > 100 ? say(`共 ${found.length} 项，只列出前 100 项`, `The first 100 of ${found.length}`) : "";
  const none = say("没有找到", "Nothing found");
  $("docs").replaceChildren(items.length ? make("ul", items) : make("p", [none]), make("p", [more]));
}

/** What a field of such a type may be asked for: its plain fields, and one level below. */
function selection(name, depth, indent) {
  const type = schema.types.get(name);
  const lines = [];
  for (const field of type.fields) {
    if (field.deprecated !== null || field.args.some((argument) => argument.type.required && !argument.default)) continue;
    if (isLeaf(field.type)) lines.push(`${indent}${field.name}`);
    else if (depth > 0) {
      const below = selection(field.type.name, ["nodes", "edges", "node"].includes(field.name) ? depth : depth - 1, `${indent}  `);
      if (below && lines.length < 12) lines.push(`${indent}${field.name} {\n${below}\n${indent}}`);
    }
    if (lines.length >= 16) break;
  }
  if (!lines.length) lines.push(`${indent}__typename`);
  return lines.join("\n");
}

/** An example of an input's value: its required fields. */
function example(type, depth = 0) {
  if (type.text.startsWith("[")) return [];
  const found = schema.types.get(type.name);
  if (found?.kind === "enum") return found.values[0].name;
  if (found?.kind === "input" && depth < 4) {
    const required = found.fields.filter((field) => field.type.required && !field.default);
    return Object.fromEntries(required.map((field) => [field.name, example(field.type, depth + 1)]));
  }
  return { Int: 10, Float: 0, Boolean: false }[type.name] ?? "";
}

/** A document that asks for a root field, and its variables. */
function skeleton(root, field) {
  const paged = (argument) => argument.name === "first";
  const args = field.args.filter((argument) => paged(argument) || (argument.type.required && !argument.default));
  const name = field.name[0].toUpperCase() + field.name.slice(1);
  const declared = args.map((argument) => `$${argument.name}: ${argument.type.text}`).join(", ");
  const given = args.map((argument) => `${argument.name}: $${argument.name}`).join(", ");
  const below = isLeaf(field.type) ? "" : ` {\n${selection(field.type.name, 1, "    ")}\n  }`;
  const query = `${root} ${name}${declared && `(${declared})`} {\n  ${field.name}${given && `(${given})`}${below}\n}\n`;
  const variables = Object.fromEntries(args.map((argument) => [argument.name, example(argument.type)]));
  return [query, JSON.stringify(variables, null, 2)];
}

try {
  const answer = await fetch("/schema.graphql");
  if (!answer.ok) throw new Error(`${answer.status}`);
  schema = readSchema(await answer.text());
  $("search").addEventListener("input", () => find($("search").value));
  home();
} catch (error) {
  $("docs").replaceChildren(make("p", [say(`无法载入 Schema：${error.message}`, `The schema could not be loaded: ${error.message}`)]));
}
