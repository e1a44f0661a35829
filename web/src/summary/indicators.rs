//! The indicators (指标): what figures count, and those of the office's own, which it adds with a look at what they would
//! count.

use super::{
    operations::{
        AddIndicator, AddIndicatorInput, CountableMeasure, Indicator, IndicatorCountsInput, ListIndicators,
        Preview, PreviewVariables, ReviseIndicator, ReviseIndicatorInput,
    },
    page::value,
    records::record_rows,
};
use crate::{
    components::{
        dialog::Dialog,
        display::{Badge, PageHeader, Section},
        fields::{ChecksField, SelectField, TextAreaField, TextField, optional},
        form::{Form, FormView},
        states::Loaded,
        table::{Column, DataTable},
        toast::Toasts,
    },
    graphql::{
        enums::{
            Choice as _, DepartmentKind, EnteredWith, IndicatorGroup, IndicatorLevel, IndicatorTally, Measure,
        },
        fragments::DateRangeInput,
        query::use_query,
        scalars::Date,
    },
    i18n::t,
    rules::whose,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/summary/indicators`
#[component]
pub fn IndicatorsPage() -> impl IntoView {
    let words = &t().indicators;
    let query = use_query(|| ListIndicators::build(()));
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <PageHeader title=words.title above=vec![(t().summary.title, "/summary")]/>
        <p class="hint">{words.hint}</p>
        <Loaded query let:data>
            <Indicators indicators=data.indicators measures=data.countable_measures changed/>
        </Loaded>
    }
}

#[component]
fn Indicators(
    indicators: Vec<Indicator>,
    measures: Vec<CountableMeasure>,
    changed: Callback<()>,
) -> impl IntoView {
    let words = &t().indicators;
    let (adding, revising) = (RwSignal::new(false), RwSignal::new(false));
    let chosen = RwSignal::new(None::<Indicator>);
    provide_context((revising, chosen));
    let may = Session::current().may(|viewer| viewer.can_maintain_rules);
    let (own, shipped): (Vec<_>, Vec<_>) = indicators.into_iter().partition(|row| row.region.is_some());
    let mut columns = columns();
    columns
        .push(Column::new(t().rules.whose, |row: &Indicator| whose(row.region.as_ref()).into_any()).short());
    if own.iter().any(|row| row.viewer_can_maintain) {
        columns.push(Column::new(t().rules.actions, revise_button).short());
    }
    let own = match own.is_empty() {
        true => view! { <p class="sum">{words.own_none}</p> }.into_any(),
        false => view! { <DataTable columns rows=own caption=words.own/> }.into_any(),
    };
    let measures = StoredValue::new(measures);
    view! {
        {may.then(|| view! {
            <p class="list-actions no-print">
                <button type="button" on:click=move |_| adding.set(true) data-testid="add-indicator">{words.add}</button>
            </p>
        })}
        <Section title=words.own>{own}</Section>
        <Section title=words.shipped><DataTable columns=self::columns() rows=shipped caption=words.shipped/></Section>
        <Dialog open=adding title=words.add><AddForm open=adding measures changed/></Dialog>
        <Dialog open=revising title=words.revise><ReviseForm open=revising indicator=chosen.get_untracked() changed/></Dialog>
    }
}

fn columns() -> Vec<Column<Indicator>> {
    let words = &t().indicators;
    vec![
        Column::new(words.name, |row: &Indicator| {
            let ended = row.valid_to.as_ref().is_some_and(|to| to.0 < Session::current().today());
            let badge = ended.then(|| view! { " "<Badge label=t().rules.former tone="done"/> });
            let definition = row.definition.clone();
            view! { {row.label.clone()}{badge}<p class="detail">{definition}</p> }.into_any()
        }),
        Column::new(t().summary.unit, |row: &Indicator| row.unit.clone().into_any()).short(),
        Column::new(words.group, |row: &Indicator| row.group.label().into_any()).short(),
        Column::new(words.source, |row: &Indicator| source(row).into_any()),
    ]
}

/// From where its figures come.
fn source(row: &Indicator) -> String {
    let words = &t().indicators;
    if row.entered_with.is_empty() {
        let measures: Vec<_> = row.measures.iter().map(|measure| measure.label()).collect();
        return format!("{}·{}", measures.join("、"), row.tally.label());
    }
    let with: Vec<_> = row.entered_with.iter().map(|with| with.label()).collect();
    (words.entered_with_line)(&with.join("、"))
}

fn revise_button(row: &Indicator) -> AnyView {
    let (open, chosen): (RwSignal<bool>, RwSignal<Option<Indicator>>) = expect_context();
    let row = row.clone();
    if !row.viewer_can_maintain {
        return ().into_any();
    }
    let revise = move |_| {
        chosen.set(Some(row.clone()));
        open.set(true);
    };
    view! { <button type="button" class="quiet" on:click=revise data-testid="revise">{t().rules.revise}</button> }
        .into_any()
}

/// What is said of an indicator, as it is typed.
#[derive(Clone, Copy, Default)]
struct Said {
    group: RwSignal<Option<IndicatorGroup>>,
    name: RwSignal<String>,
    unit: RwSignal<String>,
    definition: RwSignal<String>,
    name_en: RwSignal<String>,
    unit_en: RwSignal<String>,
    definition_en: RwSignal<String>,
    owed_by: RwSignal<Vec<DepartmentKind>>,
    valid_from: RwSignal<String>,
    valid_to: RwSignal<String>,
}

impl Said {
    fn of(row: &Indicator) -> Self {
        let day =
            |day: &Option<Date>| RwSignal::new(day.as_ref().map(|day| day.0.clone()).unwrap_or_default());
        Self {
            group: RwSignal::new(Some(row.group)),
            name: RwSignal::new(row.name.clone()),
            unit: RwSignal::new(row.unit_zh.clone()),
            definition: RwSignal::new(row.definition_zh.clone()),
            name_en: RwSignal::new(row.name_en.clone()),
            unit_en: RwSignal::new(row.unit_en.clone()),
            definition_en: RwSignal::new(row.definition_en.clone()),
            owed_by: RwSignal::new(row.owed_by.clone()),
            valid_from: day(&row.valid_from),
            valid_to: day(&row.valid_to),
        }
    }

    fn fields(self) -> AnyView {
        let words = &t().indicators;
        view! {
            <TextField name="name" label=words.name value=self.name required=true wide=true/>
            <TextField name="unit" label=t().summary.unit value=self.unit required=true/>
            <SelectField name="group" label=words.group value=self.group required=true/>
            <TextAreaField name="definition" label=words.definition value=self.definition required=true rows=2 hint=words.definition_hint/>
            <TextField name="validFrom" kind="date" label=words.valid_from value=self.valid_from hint=words.valid_hint/>
            <TextField name="validTo" kind="date" label=words.valid_to value=self.valid_to/>
            <details class="wide">
                <summary>{words.more}</summary>
                <div class="form">
                    <TextField name="nameEn" label=words.name_en value=self.name_en/>
                    <TextField name="unitEn" label=words.unit_en value=self.unit_en/>
                    <TextField name="definitionEn" label=words.definition_en value=self.definition_en wide=true/>
                    <ChecksField name="owedBy" label=words.owed_by value=self.owed_by/>
                </div>
            </details>
        }
        .into_any()
    }
}

fn some_day(text: RwSignal<String>) -> Option<Date> {
    Date::from_field(&text.get_untracked())
}

/// What an indicator is to count, as it is chosen.
#[derive(Clone, Copy)]
struct Counted {
    measure: RwSignal<Option<Measure>>,
    tally: RwSignal<Option<IndicatorTally>>,
    level: RwSignal<Option<IndicatorLevel>>,
    kinds: RwSignal<Vec<String>>,
    details: RwSignal<Vec<String>>,
}

impl Counted {
    fn new() -> Self {
        Self {
            measure: RwSignal::new(None),
            tally: RwSignal::new(None),
            level: RwSignal::new(Some(IndicatorLevel::All)),
            kinds: RwSignal::new(Vec::new()),
            details: RwSignal::new(Vec::new()),
        }
    }

    /// As the API takes it. Reactive.
    fn input(self) -> Option<IndicatorCountsInput> {
        Some(IndicatorCountsInput {
            measure: self.measure.get()?,
            tally: self.tally.get(),
            level: self.level.get().unwrap_or(IndicatorLevel::All),
            kinds: self.kinds.get(),
            details: self.details.get(),
        })
    }
}

#[component]
fn AddForm(
    open: RwSignal<bool>,
    measures: StoredValue<Vec<CountableMeasure>>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().indicators);
    let (said, counted) = (Said::default(), Counted::new());
    let (is_entered, entered_with) = (RwSignal::new(false), RwSignal::new(Vec::<EnteredWith>::new()));
    let submit = move || {
        let Some(group) = said.group.get_untracked() else { return form.require(&[("group", true)]) };
        let is_entered = is_entered.get_untracked();
        let input = AddIndicatorInput {
            idempotency_key: form.key(),
            group,
            name: said.name.get_untracked(),
            name_en: optional(said.name_en),
            unit: said.unit.get_untracked(),
            unit_en: optional(said.unit_en),
            definition: said.definition.get_untracked(),
            definition_en: optional(said.definition_en),
            owed_by: said.owed_by.get_untracked(),
            valid_from: some_day(said.valid_from),
            valid_to: some_day(said.valid_to),
            counts: if is_entered { None } else { untrack(|| counted.input()) },
            entered_with: if is_entered { entered_with.get_untracked() } else { Vec::new() },
        };
        let done = move |_: Indicator| {
            open.set(false);
            toasts.say(t().indicators.added);
            changed.run(());
        };
        form.send::<AddIndicator>(input, done, |_| {});
    };
    let way = move |entered: bool, label: &'static str, test_id: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="way" data-testid=test_id prop:checked=move || is_entered.get() == entered
                    on:change=move |_| is_entered.set(entered)/>
                {label}
            </label>
        }
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {said.fields()}
            <fieldset class="field wide checks">
                <legend>{words.source}</legend>
                {way(false, words.counted, "way-counted")}
                {way(true, words.entered, "way-entered")}
            </fieldset>
            {move || match is_entered.get() {
                true => view! { <ChecksField name="enteredWith" label=words.entered_with value=entered_with/> }.into_any(),
                false => counts(counted, measures),
            }}
        </FormView>
    }
}

/// What is counted, as far as the API offers it, and what that would come to.
fn counts(counted: Counted, measures: StoredValue<Vec<CountableMeasure>>) -> AnyView {
    let words = &t().indicators;
    let offered = Memo::new(move |_| {
        let measure = counted.measure.get()?;
        measures.with_value(|all| all.iter().find(|one| one.measure == measure).cloned())
    });
    // Another measure has other kinds and ways.
    Effect::new(move |before: Option<Option<Measure>>| {
        let now = counted.measure.get();
        if before.is_some_and(|before| before != now) {
            counted.tally.set(offered.with_untracked(|offered| offered.as_ref()?.tallies.first().copied()));
            counted.kinds.set(Vec::new());
            counted.details.set(Vec::new());
        }
        now
    });
    let all: Vec<Measure> = measures.with_value(|all| all.iter().map(|one| one.measure).collect());
    let narrowed = move || {
        let offered = offered.get()?;
        let tallies = (offered.tallies.len() > 1).then(|| view! {
            <SelectField name="counts.tally" label=words.tally value=counted.tally only=Some(offered.tallies.clone())/>
        });
        let kinds = (!offered.kinds.is_empty())
            .then(|| checks(words.kinds, "counts.kinds", &offered.kinds, counted.kinds));
        let details = (!offered.details.is_empty())
            .then(|| checks(words.details, "counts.details", &offered.details, counted.details));
        Some(view! { {tallies}{kinds}{details} })
    };
    view! {
        <SelectField name="counts.measure" label=words.measure value=counted.measure only=Some(all) required=true/>
        <SelectField name="counts.level" label=words.level value=counted.level/>
        {narrowed}
        <div class="wide">{move || counted.input().map(|_| view! { <PreviewOf counted/> })}</div>
    }
    .into_any()
}

fn checks(
    label: &'static str,
    name: &'static str,
    offered: &[super::operations::CountableValue],
    chosen: RwSignal<Vec<String>>,
) -> AnyView {
    let boxes = offered.iter().map(|value| {
        let (code, label) = (value.code.clone(), value.label.clone());
        let (is_chosen, changed) = (code.clone(), code.clone());
        view! {
            <label class="check">
                <input type="checkbox" value=code prop:checked=move || chosen.read().contains(&is_chosen)
                    on:change=move |event| chosen.update(|chosen| {
                        chosen.retain(|other| *other != changed);
                        if event_target_checked(&event) {
                            chosen.push(changed.clone());
                        }
                    })/>
                {label}
            </label>
        }
    });
    view! {
        <fieldset class="field wide checks" data-testid=format!("field-{name}")>
            <legend>{label}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}

/// What it would count this year, with the latest records.
#[component]
fn PreviewOf(counted: Counted) -> impl IntoView {
    let (session, words) = (Session::current(), &t().indicators);
    let query = use_query(move || {
        let today = session.today();
        let from = format!("{}-01-01", today.get(..4).unwrap_or_default());
        let counts = counted.input().unwrap_or(IndicatorCountsInput {
            measure: Measure::Inspection,
            tally: None,
            level: IndicatorLevel::All,
            kinds: Vec::new(),
            details: Vec::new(),
        });
        let period = DateRangeInput { from: Date(from), to: Date(today) };
        Preview::build(PreviewVariables { period, counts })
    });
    view! {
        <Loaded query let:data>
            {data.indicator_preview.map(|figure| {
                let number = value(&figure.value, figure.at_least);
                view! {
                    <section class="panel" data-testid="preview">
                        <p>{words.preview}"："<strong data-testid="preview-value">{number}</strong></p>
                        {record_rows(&figure.records.edges, &figure.counted_by)}
                    </section>
                }
            })}
        </Loaded>
    }
}

#[component]
fn ReviseForm(open: RwSignal<bool>, indicator: Option<Indicator>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().indicators);
    let Some(known) = indicator else { return ().into_any() };
    let said = Said::of(&known);
    let (id, version) = (known.id, known.version);
    let submit = move || {
        let Some(group) = said.group.get_untracked() else { return form.require(&[("group", true)]) };
        let input = ReviseIndicatorInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version,
            group,
            name: said.name.get_untracked(),
            name_en: optional(said.name_en),
            unit: said.unit.get_untracked(),
            unit_en: optional(said.unit_en),
            definition: said.definition.get_untracked(),
            definition_en: optional(said.definition_en),
            owed_by: said.owed_by.get_untracked(),
            valid_from: some_day(said.valid_from),
            valid_to: some_day(said.valid_to),
        };
        let done = move |_: Indicator| {
            open.set(false);
            toasts.say(t().indicators.revised);
            changed.run(());
        };
        form.send::<ReviseIndicator>(input, done, |_| {});
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            <p class="hint wide">{words.revise_hint}</p>
            {said.fields()}
        </FormView>
    }
    .into_any()
}
