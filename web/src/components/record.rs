//! What the pages of a kind of record have in common: the page that makes one, the page that corrects one, and looking
//! for one at all. A kind says what is its own: where its pages are, its words, its fields, its operations.
//!
//! What is typed is kept in the tab until it is sent (see `draft.rs`), compared with what somebody else made of the
//! record meanwhile (`conflict.rs`), sent under one key (`form.rs`), and left for the record's own page.

use super::{
    amounts::AmountFields,
    conflict::Basis,
    display::PageHeader,
    draft::{Draft, DraftNotice},
    fields::TextAreaField,
    form::{Form, FormView},
    picker::{self, Pick, PickerField, Search},
    states::{Loaded, NoRight, NotFound},
    toast::Toasts,
};
use crate::{
    graphql::{
        fragments::{ActionRef, DepartmentRef, RecordAmount, RecordAmountInput, Viewer},
        lookups,
        operation::{ById, Correction, Mutation},
        query::{Query, use_query},
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A form's fields, a signal each. As JSON they are its draft.
pub trait Fields: Copy + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The version of the record that they build on.
    fn version(self) -> RwSignal<i32>;

    /// What they say, label and text, for comparing it with another version.
    fn lines(self) -> Vec<(&'static str, String)>;
}

/// What a form gets back once it is sent.
pub trait Saved<F>: 'static {
    /// The record's global id.
    fn id(&self) -> &cynic::Id;

    /// Its version.
    fn version(&self) -> i32;

    /// The fields of a form that builds on it. Components only: they live as long as what shows them.
    fn fields(self) -> F;
}

/// What the pages of a kind of record say.
pub struct Words {
    /// The kind, as the menu and the pages above name it.
    pub title: &'static str,
    /// The page that makes one, and what is said once it is made.
    pub new: &'static str,
    pub made: &'static str,
    /// The page that corrects one, and what is said once it is corrected.
    pub correct: &'static str,
    pub corrected: &'static str,
}

/// What the pages of a kind say that is recorded and corrected.
pub fn words(title: &'static str, new: &'static str, correct: &'static str) -> Words {
    let shared = &t().records;
    Words { title, new, made: shared.recorded, correct, corrected: shared.corrected }
}

/// A kind of record that has a form, which makes one or corrects it.
pub trait Record: Clone + Send + Sync + 'static {
    /// What its form holds.
    type Fields: Fields;
    /// What its mutations answer with.
    type Saved: Saved<Self::Fields> + Clone + Send + Sync;
    /// The query for one.
    type Show: QueryBuilder<ById> + DeserializeOwned + Clone + Send + Sync + 'static;
    /// The address of its list. A record is below it by its id, a new one under `new`.
    const PATH: &'static str;

    /// What its pages say.
    fn words() -> Words;

    /// Whether the viewer makes such records.
    fn may_make(viewer: &Viewer) -> bool;

    /// The record in the query's answer.
    fn found(answer: Self::Show) -> Option<Self>;

    /// Whether the viewer may correct this one.
    fn may_correct(&self) -> bool;

    /// It, as a mutation would answer with it.
    fn saved(self) -> Self::Saved;

    /// A new form.
    fn begin(viewer: &Viewer) -> Self::Fields;

    /// The form's fields, and what it sends: see [`RecordForm::view`].
    fn form(form: RecordForm<Self>) -> AnyView;
}

/// Asks for the record that the address names. Components only.
pub fn use_record<T>() -> Query<T>
where
    T: QueryBuilder<ById> + DeserializeOwned + Send + Sync + 'static,
{
    let params = use_params_map();
    use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        T::build(ById { id: cynic::Id::new(id) })
    })
}

/// Shows the record that the query finds, or that there is none.
pub fn found<T, R, V>(
    query: Query<T>,
    find: fn(T) -> Option<R>,
    show: impl Fn(R) -> V + Send + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    R: 'static,
    V: IntoView + 'static,
{
    view! {
        <Loaded query let:data>
            {match find(data) {
                Some(record) => show(record).into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
    .into_any()
}

/// `/<kind>/new`
pub fn new_page<R: Record>() -> AnyView {
    let viewer = Session::current().viewer.get_untracked();
    let Some(viewer) = viewer.filter(R::may_make) else { return view! { <NoRight/> }.into_any() };
    let (words, again) = (R::words(), RwSignal::new(0));
    view! {
        <PageHeader title=words.new above=vec![(words.title, R::PATH)]/>
        {move || {
            again.track();
            form::<R>(again, None, || R::begin(&viewer))
        }}
    }
    .into_any()
}

/// `/<kind>/:id/correct`
pub fn correct_page<R: Record>() -> AnyView {
    let (words, again) = (R::words(), RwSignal::new(0));
    let correct = move |record: R| {
        again.track();
        if !record.may_correct() {
            return view! { <NoRight/> }.into_any();
        }
        let record = record.saved();
        form::<R>(again, Some(record.id().clone()), || record.fields())
    };
    view! {
        <PageHeader title=words.correct above=vec![(words.title, R::PATH)]/>
        {found(use_record::<R::Show>(), R::found, correct)}
    }
    .into_any()
}

/// The form, with what its draft holds, or else as it begins. `again` counts how often it was begun afresh.
fn form<R: Record>(
    again: RwSignal<u32>,
    of: Option<cynic::Id>,
    begin: impl FnOnce() -> R::Fields,
) -> AnyView {
    let (form, navigate) = (Form::provide(), use_navigate());
    let page = of.as_ref().map_or_else(|| R::PATH.to_owned(), |id| format!("{}/{}", R::PATH, id.inner()));
    let draft = Draft::of(form, &page);
    let restored = draft.restore::<R::Fields>();
    let is_restored = restored.is_some();
    let fields = restored.unwrap_or_else(begin);
    draft.keep(fields);
    let words = R::words();
    R::form(RecordForm {
        form,
        fields,
        basis: Basis::of(fields.version()),
        said: if of.is_some() { words.corrected } else { words.made },
        of: StoredValue::new(of),
        page: StoredValue::new(page),
        draft,
        is_restored,
        again,
        toasts: Toasts::current(),
        go: Callback::new(move |path: String| navigate(&path, Default::default())),
    })
}

/// A form that makes a record, or corrects one.
pub struct RecordForm<R: Record> {
    /// Its state.
    pub form: Form,
    /// Its fields.
    pub fields: R::Fields,
    basis: Basis<R::Saved>,
    of: StoredValue<Option<cynic::Id>>,
    /// Where it was opened.
    page: StoredValue<String>,
    /// What is said after a success.
    said: &'static str,
    draft: Draft,
    is_restored: bool,
    again: RwSignal<u32>,
    toasts: Toasts,
    go: Callback<String>,
}

impl<R: Record> Clone for RecordForm<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Record> Copy for RecordForm<R> {}

impl<R: Record> RecordForm<R> {
    /// The record that is corrected; none where one is made.
    pub fn of(self) -> Option<cynic::Id> {
        self.of.get_value()
    }

    /// Sends what is typed. A success ends the draft and leads to the record.
    pub fn send<M: Mutation<Record = R::Saved>>(self, input: M::Input) {
        let done = move |record: R::Saved| {
            self.draft.forget();
            self.toasts.say(self.said);
            self.go.run(format!("{}/{}", R::PATH, record.id().inner()));
        };
        self.form.send::<M>(input, done, move |newer| self.basis.overtaken(newer));
    }

    /// The form around its fields; `send` is called when it is submitted.
    pub fn view(self, send: impl Fn() + 'static, fields: impl IntoView + 'static) -> AnyView {
        let cancel = move |()| {
            self.draft.forget();
            self.go.run(self.page.get_value());
        };
        let compare = move |newer: R::Saved| {
            let mine = self.fields.lines().into_iter().map(|(_, mine)| mine);
            newer
                .fields()
                .lines()
                .into_iter()
                .zip(mine)
                .map(|((label, latest), mine)| (label, latest, mine))
                .collect()
        };
        view! {
            <div class="form-frame">
                {self.is_restored.then(|| view! { <DraftNotice draft=self.draft again=self.again/> })}
                <FormView form=self.form submit=t().action.submit on_submit=send cancel>
                    {self.basis.conflict(|newer: &R::Saved| newer.version(), compare)}
                    {fields}
                </FormView>
            </div>
        }
        .into_any()
    }
}

/// What the forms of records hold alike: who took part, within which action, and why it is corrected.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub struct Common {
    /// The version that is being corrected.
    pub version: RwSignal<i32>,
    pub reason: RwSignal<String>,
    pub action: RwSignal<Vec<Pick>>,
    pub participants: RwSignal<Vec<Pick>>,
    /// What else is counted of it.
    pub amounts: RwSignal<Vec<AmountFields>>,
}

impl Common {
    /// Those of a record on file, with the departments that took part beside the one that led.
    pub fn of(
        version: i32,
        action: Option<ActionRef>,
        participants: Vec<DepartmentRef>,
        amounts: Vec<RecordAmount>,
    ) -> Self {
        Self {
            version: RwSignal::new(version),
            reason: RwSignal::new(String::new()),
            action: RwSignal::new(action.map(Pick::from).into_iter().collect()),
            participants: RwSignal::new(participants.into_iter().map(Pick::from).collect()),
            amounts: RwSignal::new(amounts.into_iter().map(AmountFields::of).collect()),
        }
    }

    /// The action, as inputs want it.
    pub fn action_id(self) -> Option<cynic::Id> {
        picker::id(self.action)
    }

    /// The departments, as inputs want them.
    pub fn participant_ids(self) -> Vec<cynic::Id> {
        picker::ids(self.participants)
    }

    /// The amounts, as inputs want them.
    pub fn amounts(self) -> Vec<RecordAmountInput> {
        self.amounts.get_untracked().into_iter().filter_map(AmountFields::input).collect()
    }

    /// As a correction of the record `id`.
    pub fn correction(self, id: cynic::Id) -> Correction {
        Correction { id, version: self.version.get_untracked(), reason: self.reason.get_untracked() }
    }

    /// What they say, for comparing it with another version.
    pub fn lines(self) -> Vec<(&'static str, String)> {
        let words = &t().records;
        vec![
            (words.participants, picker::names(self.participants)),
            (words.action, picker::names(self.action)),
            (
                words.amounts,
                self.amounts
                    .get_untracked()
                    .into_iter()
                    .map(AmountFields::text)
                    .collect::<Vec<_>>()
                    .join("；"),
            ),
        ]
    }
}

/// The fields for action and departments, which `departments` finds.
#[component]
pub fn Together(common: Common, departments: Search) -> impl IntoView {
    let words = &t().records;
    view! {
        <PickerField name="actionId" label=words.action chosen=common.action search=lookups::actions() hint=words.action_hint/>
        <PickerField name="participantIds" label=words.participants chosen=common.participants multiple=true
            search=departments hint=words.participants_hint/>
    }
}

/// The field for the reason, where a record is corrected.
#[component]
pub fn Reason<R: Record>(form: RecordForm<R>, common: Common) -> impl IntoView {
    let words = &t().records;
    form.of().map(|_| {
        view! { <TextAreaField name="reason" label=words.reason value=common.reason required=true rows=2 hint=words.reason_hint/> }
    })
}
