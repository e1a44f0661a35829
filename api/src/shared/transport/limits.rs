//! What one request may ask for at most. Every limit has a name that its refusal carries, so that a
//! client (and whoever reads the log) knows what to make smaller, and an operator what to raise.

/// The limits of one GraphQL endpoint. A value equal to the limit is allowed, one more is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request body. Counted while it arrives: what is beyond is never held in memory.
    pub body_bytes: usize,
    /// Bytes of the path and query of a GET request.
    pub uri_bytes: usize,
    /// Bytes of the document's text.
    pub document_bytes: usize,
    /// Tokens of the document, as the GraphQL grammar counts them.
    pub tokens: usize,
    /// Bytes of one name or number. Suggestions compare names in quadratic time.
    pub token_bytes: usize,
    /// Brackets within brackets as written, and selection sets within selection sets once fragments
    /// are put in their place. The parser and the validator recurse this deep.
    pub nesting: usize,
    /// Operations in one document.
    pub operations: usize,
    /// Selections of all operations once fragments are put in their place: what validation walks.
    pub selections: usize,
    /// Levels of fields, fragments not counted.
    pub depth: usize,
    /// Fields at the root of an operation.
    pub root_fields: usize,
    /// Aliases, fragments put in their place.
    pub aliases: usize,
    /// How often one selection set may select the same field, under whatever alias.
    pub repetition: usize,
    /// Directives, fragments put in their place.
    pub directives: usize,
    /// Objects that the operation may return, estimated: a field with selections is one object, and as
    /// many as its `first` or `last` says below it.
    pub cost: u64,
    /// Levels of lists and objects within one variable.
    pub variables_depth: usize,
    /// Values in all variables together, lists and objects included.
    pub variables_values: usize,
    /// Milliseconds to receive the body, and again to execute the operation.
    pub time_ms: u64,
}

impl Default for Limits {
    /// Room for the app's largest page several times over, and for a tool's introspection.
    fn default() -> Self {
        Self {
            body_bytes: 128 * 1024,
            uri_bytes: 8 * 1024,
            document_bytes: 16 * 1024,
            tokens: 2_000,
            token_bytes: 128,
            nesting: 32,
            operations: 10,
            selections: 1_500,
            depth: 16,
            root_fields: 20,
            aliases: 50,
            repetition: 30,
            directives: 50,
            cost: 50_000,
            variables_depth: 12,
            variables_values: 10_000,
            time_ms: 15_000,
        }
    }
}

/// Which limit a request exceeded, by the names of [`Limits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    BodyBytes,
    UriBytes,
    DocumentBytes,
    Tokens,
    TokenBytes,
    Nesting,
    Operations,
    Selections,
    Depth,
    RootFields,
    Aliases,
    Repetition,
    Directives,
    Cost,
    VariablesDepth,
    VariablesValues,
}

impl Limit {
    /// The name in `extensions.limit`, then what it limits in Chinese and in English.
    pub(super) fn describe(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::BodyBytes => ("bodyBytes", "请求正文字节数", "bytes of the request body"),
            Self::UriBytes => ("uriBytes", "请求地址字节数", "bytes of the address"),
            Self::DocumentBytes => ("documentBytes", "查询文本字节数", "bytes of the document"),
            Self::Tokens => ("tokens", "查询词元数", "tokens of the document"),
            Self::TokenBytes => ("tokenBytes", "单个名称或数字的字节数", "bytes of one name or number"),
            Self::Nesting => ("nesting", "嵌套层数", "levels of nesting"),
            Self::Operations => ("operations", "操作个数", "operations in the document"),
            Self::Selections => ("selections", "展开后的选择项数", "selections with fragments expanded"),
            Self::Depth => ("depth", "字段层数", "levels of fields"),
            Self::RootFields => ("rootFields", "根字段个数", "fields at the root"),
            Self::Aliases => ("aliases", "别名个数", "aliases"),
            Self::Repetition => ("repetition", "同一字段的重复次数", "repetitions of one field"),
            Self::Directives => ("directives", "指令个数", "directives"),
            Self::Cost => ("cost", "预计返回的对象数", "objects that may be returned"),
            Self::VariablesDepth => ("variablesDepth", "变量嵌套层数", "levels of nesting in variables"),
            Self::VariablesValues => ("variablesValues", "变量值个数", "values in variables"),
        }
    }
}
