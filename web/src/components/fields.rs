//! Form fields on native elements. Each is named as its input is in the schema: errors find it by that name, and so do tests.

use super::form::Form;
use crate::{
    graphql::{
        enums::Choice,
        fragments::{Quantity, QuantityInput},
        scalars::Date,
    },
    i18n::{Language, language, t},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// The element's id for a field's name.
pub fn field_id(name: &str) -> String {
    format!("field-{}", name.replace('.', "-"))
}

/// Label, control, hint and error of one field.
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] required: Signal<bool>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let form = use_context::<Form>();
    if let Some(form) = form {
        form.claim(&name);
    }
    let id = field_id(&name);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let error = error_of(&name);
    view! {
        <div class="field" class:wide=wide>
            <label for=id>
                {label}
                {move || required.get().then(|| view! { <span class="required" title=t().form.required aria-hidden="true">"*"</span> })}
            </label>
            {children()}
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {move || error.get().map(|message| view! { <p class="field-error" id=error_id.clone()>{message}</p> })}
        </div>
    }
}

/// What is wrong with the named field, if it stands in a form.
pub fn error_of(name: &str) -> Memo<Option<String>> {
    let (form, name) = (use_context::<Form>(), name.to_owned());
    Memo::new(move |_| form.and_then(|form| form.error(&name)))
}

fn invalid(name: &str) -> Signal<String> {
    let error = error_of(name);
    Signal::derive(move || error.with(Option::is_some).to_string())
}

/// Watches that the text has the form that the schema wants, where the field stands in a form.
fn check(
    name: &str,
    value: RwSignal<String>,
    problem: impl Fn(&str) -> Option<&'static str> + Send + Sync + 'static,
) {
    if let Some(form) = use_context::<Form>() {
        form.check(name, move || value.with(|text| problem(text.trim())));
    }
}

fn not_a_count(text: &str) -> Option<&'static str> {
    (!text.is_empty() && text.parse::<u32>().ok().and_then(|count| i32::try_from(count).ok()).is_none())
        .then_some(t().form.not_a_count)
}

/// Digits, in groups of three where they are separated, and after a point at most `places` more.
fn is_decimal(text: &str, places: usize) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut groups = whole.split([',', '，']);
    let first = groups.next().unwrap_or_default();
    let mut others = groups.peekable();
    let grouped = others.peek().is_none() || first.len() <= 3;
    digits(first, 12)
        && grouped
        && others.all(|group| group.len() == 3 && digits(group, 3))
        && digits(fraction, places)
}

fn not_money(text: &str) -> Option<&'static str> {
    (!text.is_empty() && !is_decimal(text, 2)).then_some(t().form.not_money)
}

fn not_a_quantity(text: &str) -> Option<&'static str> {
    (!text.is_empty() && !is_decimal(text, 3)).then_some(t().seizures.not_a_quantity)
}

/// A line of text. `kind` is the input's type: text, password, tel, email.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] required: bool,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] wide: bool,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(default = "text")] keyboard: &'static str,
    /// Offered while typing; anything else may be typed as well.
    #[prop(optional)]
    suggestions: Vec<&'static str>,
) -> impl IntoView {
    let id = field_id(&name);
    let list = (!suggestions.is_empty()).then(|| format!("{id}-suggestions"));
    let (invalid, test_id, described) =
        (invalid(&name), format!("field-{name}"), format!("{id}-hint {id}-error"));
    view! {
        <Field name label required hint=hint.unwrap_or_default() wide>
            <input id=id type=kind autocomplete=autocomplete inputmode=keyboard list=list.clone() required=required aria-required=required.to_string()
                aria-invalid=invalid aria-describedby=described data-testid=test_id bind:value=value/>
            {list.map(|list| view! {
                <datalist id=list>{suggestions.into_iter().map(|entry| view! { <option value=entry></option> }).collect_view()}</datalist>
            })}
        </Field>
    }
}

/// Several lines of text.
#[component]
pub fn TextAreaField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] required: Signal<bool>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = 4)] rows: u32,
) -> impl IntoView {
    let id = field_id(&name);
    let (invalid, test_id, described) =
        (invalid(&name), format!("field-{name}"), format!("{id}-hint {id}-error"));
    view! {
        <Field name label required hint=hint.unwrap_or_default() wide=true>
            <textarea id=id rows=rows required=required aria-invalid=invalid aria-describedby=described data-testid=test_id
                prop:value=move || value.get() on:input=move |event| value.set(event_target_value(&event))></textarea>
        </Field>
    }
}

/// A day. The browser's own picker; beside it the day as Chinese offices write it.
#[component]
pub fn DateField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    check(&name, value, move |text| (required && text.is_empty()).then_some(t().form.no_date));
    let id = field_id(&name);
    let (invalid, test_id, described) =
        (invalid(&name), format!("field-{name}"), format!("{id}-hint {id}-error"));
    view! {
        <Field name label required hint=hint.unwrap_or_default()>
            <span class="date">
                <input id=id type="date" required=required aria-invalid=invalid aria-describedby=described data-testid=test_id bind:value=value/>
                <span class="date-written" aria-hidden="true">
                    {move || Date::from_field(&value.get()).map(|date| written(&date))}
                </span>
            </span>
        </Field>
    }
}

/// A day with its weekday: `2026年11月22日 星期日`.
pub fn written(date: &Date) -> String {
    let locale = match language() {
        Language::Chinese => "zh-CN",
        Language::English => "en-GB",
    };
    let options = js_sys::Object::new();
    for (key, value) in [("timeZone", "UTC"), ("dateStyle", "full")] {
        // A plain object takes any property: there is nothing to fail.
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    js_sys::Date::new(&JsValue::from_str(&date.0)).to_locale_date_string(locale, &options).into()
}

/// A whole number.
#[component]
pub fn NumberField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    check(&name, value, not_a_count);
    view! { <TextField name label value required hint=hint.unwrap_or_default() keyboard="numeric"/> }
}

/// What a number field holds; nothing counts as zero, and the form is not sent with anything but a number.
pub fn number(text: &str) -> i32 {
    text.trim().parse().unwrap_or(0)
}

/// Yuan, with up to two decimal places.
#[component]
pub fn MoneyField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    check(&name, value, not_money);
    view! { <TextField name label value required keyboard="decimal"/> }
}

/// A quantity, with up to three decimal places.
#[component]
pub fn DecimalField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    check(&name, value, not_a_quantity);
    view! { <TextField name label value required keyboard="decimal"/> }
}

/// One value of an enum. Without one chosen it says so.
#[component]
pub fn SelectField<T: Choice>(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<Option<T>>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: Option<String>,
    /// The only ones that are possible here, where not all are.
    #[prop(optional_no_strip)]
    only: Option<Vec<T>>,
) -> impl IntoView {
    let id = field_id(&name);
    let (invalid, test_id, described) =
        (invalid(&name), format!("field-{name}"), format!("{id}-hint {id}-error"));
    view! {
        <Field name label required hint=hint.unwrap_or_default()>
            <select id=id required=required aria-invalid=invalid aria-describedby=described data-testid=test_id
                on:change=move |event| value.set(T::from_code(&event_target_value(&event)))>
                <option value="" selected=move || value.get().is_none()>{t().form.choose}</option>
                {only.unwrap_or_else(|| T::ALL.to_vec()).into_iter().map(|choice| view! {
                    <option value=choice.code() selected=move || value.get() == Some(choice)>{choice.label()}</option>
                }).collect_view()}
            </select>
        </Field>
    }
}

/// Any number of values of a small enum.
#[component]
pub fn ChecksField<T: Choice>(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<Vec<T>>,
) -> impl IntoView {
    if let Some(form) = use_context::<Form>() {
        form.claim(&name);
    }
    let error = error_of(&name);
    view! {
        <fieldset class="field wide checks" data-testid=format!("field-{name}")>
            <legend>{label}</legend>
            {T::ALL.iter().map(|choice| view! {
                <label class="check">
                    <input type="checkbox" value=choice.code() prop:checked=move || value.read().contains(choice)
                        on:change=move |event| value.update(|chosen| {
                            chosen.retain(|other| other != choice);
                            if event_target_checked(&event) {
                                chosen.push(*choice);
                            }
                        })/>
                    {choice.label()}
                </label>
            }).collect_view()}
            {move || error.get().map(|message| view! { <p class="field-error">{message}</p> })}
        </fieldset>
    }
}

/// Yes or no.
#[component]
pub fn CheckField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: RwSignal<bool>,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    if let Some(form) = use_context::<Form>() {
        form.claim(&name);
    }
    let error = error_of(&name);
    view! {
        <div class="field">
            <label class="check">
                <input type="checkbox" data-testid=format!("field-{name}") bind:checked=value/>
                {label}
            </label>
            {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
            {move || error.get().map(|message| view! { <p class="field-error">{message}</p> })}
        </div>
    }
}

/// A count that may be a lower bound, as somebody is typing it.
#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct QuantityValue {
    /// The number's text.
    pub value: RwSignal<String>,
    /// Whether there were more (余).
    pub at_least: RwSignal<bool>,
}

impl QuantityValue {
    /// As inputs want it.
    pub fn input(self) -> QuantityInput {
        QuantityInput { value: count(self.value), at_least: self.at_least.get_untracked() }
    }

    /// As it reads: `7500余`.
    pub fn text(self) -> String {
        let mark = if self.at_least.get_untracked() { t().form.at_least_mark } else { "" };
        format!("{}{mark}", self.value.get_untracked())
    }
}

impl From<Quantity> for QuantityValue {
    fn from(quantity: Quantity) -> Self {
        Self { value: RwSignal::new(quantity.value.to_string()), at_least: RwSignal::new(quantity.at_least) }
    }
}

/// A count with its mark 余.
#[component]
pub fn QuantityField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: QuantityValue,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    check(&name, value.value, not_a_count);
    let id = field_id(&name);
    let (invalid, test_id, described) =
        (invalid(&name), format!("field-{name}"), format!("{id}-hint {id}-error"));
    let mark_id = format!("field-{name}.atLeast");
    view! {
        <Field name label hint=hint.unwrap_or_default()>
            <span class="quantity">
                <input id=id inputmode="numeric" aria-invalid=invalid aria-describedby=described data-testid=test_id bind:value=value.value/>
                <label class="check">
                    <input type="checkbox" data-testid=mark_id bind:checked=value.at_least/>
                    {t().form.at_least}
                </label>
            </span>
        </Field>
    }
}

/// The whole number in a field.
pub fn count(text: RwSignal<String>) -> i32 {
    number(&text.get_untracked())
}

/// The day in a field, which is not sent without one.
pub fn day(text: RwSignal<String>) -> Date {
    Date(text.get_untracked())
}

/// Text that is something, or nothing.
pub fn optional(text: RwSignal<String>) -> Option<String> {
    let text = text.get_untracked();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A text's lines that are something.
pub fn lines(text: RwSignal<String>) -> Vec<String> {
    let text = text.get_untracked();
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
