//! Writing a document: its parts, each with a heading, a text and the figures of a table. Figures are put into the text by
//! their name; their numbers come from the ledger.

use super::{
    PLACE,
    operations::{
        BulletinItem, DocumentId, DocumentText, OfferedFigure, OfferedVariables, OfficeDocumentSectionInput,
        ReviseOfficeDocument, ReviseOfficeDocumentInput, Section, ShowDocument, ShowOffered,
        WriteOfficeDocument, WriteOfficeDocumentInput,
    },
};
use crate::{
    components::{
        display::PageHeader,
        fields::{DateField, TextAreaField, TextField, optional},
        form::{Form, FormView},
        states::{Loaded, NoRight, NotFound},
        toast::Toasts,
        url_state::use_url_state,
    },
    graphql::{
        enums::OfficeDocumentKind, fragments::DateRangeInput, operation::ById, query::use_query,
        scalars::Date,
    },
    i18n::t,
    session::Session,
    summary::page::value,
};
use cynic::QueryBuilder;
use leptos::{prelude::*, wasm_bindgen::JsCast as _};
use leptos_router::{NavigateOptions, hooks::use_navigate, hooks::use_params_map};

/// `/documents/new`: title and period; the parts come with the kind.
#[component]
pub fn NewDocumentPage() -> impl IntoView {
    let (session, url, words) = (Session::current(), use_url_state(), &t().documents);
    if !untrack(|| session.may(|viewer| viewer.can_maintain_rules)) {
        return view! { <NoRight/> }.into_any();
    }
    let kind =
        untrack(|| url.choice::<OfficeDocumentKind>("kind")).unwrap_or(OfficeDocumentKind::WorkSummary);
    let today = session.today();
    let (year, month, _) = Date(today.clone()).parts().unwrap_or((2000, 1, 1));
    let from = match kind {
        OfficeDocumentKind::WorkSummary => format!("{year:04}-01-01"),
        OfficeDocumentKind::Bulletin => format!("{year:04}-{month:02}-01"),
    };
    let region = session.viewer().map(|viewer| viewer.office.name).unwrap_or_default();
    let title = (words.usual_title)(&region, year, month, kind == OfficeDocumentKind::Bulletin);
    let (form, toasts, navigate) = (Form::provide(), Toasts::current(), use_navigate());
    let (title, addressee) = (RwSignal::new(title), RwSignal::new(String::new()));
    let (from, to) = (RwSignal::new(from), RwSignal::new(today));
    let submit = move || {
        let input = WriteOfficeDocumentInput {
            idempotency_key: form.key(),
            kind,
            title: title.get_untracked(),
            addressee: optional(addressee),
            period: DateRangeInput { from: Date(from.get_untracked()), to: Date(to.get_untracked()) },
            sections: Vec::new(),
        };
        let navigate = navigate.clone();
        let done = move |document: DocumentId| {
            toasts.say(t().documents.begun);
            navigate(&format!("{}/edit", PLACE.href(&document.id)), NavigateOptions::default());
        };
        form.send::<WriteOfficeDocument>(input, done, |_| {});
    };
    let name = if kind == OfficeDocumentKind::Bulletin { words.new_bulletin } else { words.new_summary };
    view! {
        <PageHeader title=name above=vec![(words.title, "/documents")]/>
        <div class="form-frame">
            <FormView form submit=words.begin on_submit=submit>
                <TextField name="title" label=words.name value=title required=true wide=true/>
                <TextField name="addressee" label=words.addressee value=addressee wide=true hint=words.addressee_hint/>
                <DateField name="period.from" label=words.from value=from required=true/>
                <DateField name="period.to" label=words.to value=to required=true/>
            </FormView>
        </div>
    }
    .into_any()
}

/// `/documents/:id/edit`
#[component]
pub fn EditDocumentPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowDocument::build(ById { id: cynic::Id::new(id) })
    });
    view! {
        <Loaded query let:data>
            {match data.office_document_text {
                Some(text) if text.document.viewer_can_revise => view! { <Editor text/> }.into_any(),
                Some(_) => view! { <NoRight/> }.into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

/// A part being written.
#[derive(Clone, Copy, PartialEq)]
struct Part {
    key: usize,
    heading: RwSignal<String>,
    text: RwSignal<String>,
    indicators: RwSignal<Vec<String>>,
    item: StoredValue<Option<cynic::Id>>,
}

impl Part {
    fn of(key: usize, section: &Section) -> Self {
        Self {
            key,
            heading: RwSignal::new(section.heading.clone()),
            text: RwSignal::new(section.source.clone()),
            indicators: RwSignal::new(section.table.iter().map(|row| row.indicator.clone()).collect()),
            item: StoredValue::new(section.item_id.clone()),
        }
    }

    fn new(key: usize, heading: String, text: String, item: Option<cynic::Id>) -> Self {
        Self {
            key,
            heading: RwSignal::new(heading),
            text: RwSignal::new(text),
            indicators: RwSignal::new(Vec::new()),
            item: StoredValue::new(item),
        }
    }

    fn input(self) -> OfficeDocumentSectionInput {
        OfficeDocumentSectionInput {
            heading: self.heading.get_untracked(),
            text: self.text.get_untracked(),
            indicators: self.indicators.get_untracked(),
            item_id: self.item.get_value(),
        }
    }
}

#[component]
fn Editor(text: DocumentText) -> impl IntoView {
    let (form, toasts, navigate, words) =
        (Form::provide(), Toasts::current(), use_navigate(), &t().documents);
    let document = text.document.clone();
    let parts: Vec<Part> = text.sections.iter().enumerate().map(|(key, it)| Part::of(key, it)).collect();
    let next = StoredValue::new(parts.len());
    let parts = RwSignal::new(parts);
    let title = RwSignal::new(document.title.clone());
    let addressee = RwSignal::new(document.addressee.clone().unwrap_or_default());
    let from = RwSignal::new(document.period.from.0.clone());
    let to = RwSignal::new(document.period.to.0.clone());
    let region = document.region.as_ref().map(|region| region.code.clone()).unwrap_or_default();
    let offered = use_query(move || {
        let period = DateRangeInput { from: Date(from.get()), to: Date(to.get()) };
        ShowOffered::build(OfferedVariables { region_code: region.clone(), period })
    });
    let home = PLACE.href(&document.id);
    let (id, version) = (document.id.clone(), document.version);
    let submit = {
        let (navigate, home) = (navigate.clone(), home.clone());
        move || {
            let input = ReviseOfficeDocumentInput {
                idempotency_key: form.key(),
                id: id.clone(),
                version,
                title: title.get_untracked(),
                addressee: optional(addressee),
                period: DateRangeInput { from: Date(from.get_untracked()), to: Date(to.get_untracked()) },
                sections: parts.with_untracked(|parts| parts.iter().map(|part| part.input()).collect()),
            };
            let (navigate, home) = (navigate.clone(), home.clone());
            let done = move |_: DocumentId| {
                toasts.say(t().documents.saved);
                navigate(&home, NavigateOptions::default());
            };
            form.send::<ReviseOfficeDocument>(input, done, |_| {});
        }
    };
    let cancel = move |()| navigate(&home, NavigateOptions::default());
    let owner = Owner::current();
    let add = StoredValue::new(move |heading: String, text: String, item: Option<cynic::Id>| {
        let key = next.get_value();
        next.set_value(key + 1);
        // It belongs to the form, not to the click that added it.
        let make = || Part::new(key, heading, text, item);
        let part = match &owner {
            Some(owner) => owner.with(make),
            None => make(),
        };
        parts.update(|parts| parts.push(part));
    });
    let empty = move |_| add.with_value(|add| add(String::new(), String::new(), None));
    view! {
        <PageHeader title=document.title.clone() above=vec![(words.title, "/documents")]/>
        <p class="hint">{words.editor_hint}</p>
        <div class="form-frame">
            <FormView form submit=t().action.save on_submit=submit cancel>
                <TextField name="title" label=words.name value=title required=true wide=true/>
                <TextField name="addressee" label=words.addressee value=addressee wide=true hint=words.addressee_hint/>
                <DateField name="period.from" label=words.from value=from required=true/>
                <DateField name="period.to" label=words.to value=to required=true/>
                <fieldset class="field wide lines">
                    <legend>{words.parts}</legend>
                    <Loaded query=offered let:data>
                        {
                            let figures = StoredValue::new(data.work_summary.map(|summary| summary.figures).unwrap_or_default());
                            let items = data.bulletin_items.nodes;
                            view! {
                                // Names carry the position: a part that moves up is named anew.
                                <For each=move || parts.get().into_iter().enumerate() key=|(position, part)| (*position, part.key) let((position, part))>
                                    <PartFields part position parts figures/>
                                </For>
                                <p class="actions">
                                    <button type="button" on:click=empty data-testid="add-part">{words.add_part}</button>
                                    {item_select(items, parts, move |item: BulletinItem| {
                                        add.with_value(|add| add(item.title, item.text, Some(item.id)));
                                    })}
                                </p>
                            }
                        }
                    </Loaded>
                </fieldset>
            </FormView>
        </div>
    }
}

/// Takes over what a department offers.
fn item_select(
    items: Vec<BulletinItem>,
    parts: RwSignal<Vec<Part>>,
    take: impl Fn(BulletinItem) + 'static,
) -> impl IntoView {
    let words = &t().documents;
    if items.is_empty() {
        return ().into_any();
    }
    let options = items.iter().map(|item| {
        let label = format!("{}：{}", item.department.short_name, item.title);
        view! { <option value=item.id.inner().to_owned()>{label}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| {
        let id = event_target_value(&event);
        let taken = parts.with_untracked(|parts| {
            parts.iter().any(|part| part.item.get_value().is_some_and(|item| item.inner() == id))
        });
        if let Some(item) = items.iter().find(|item| item.id.inner() == id).filter(|_| !taken) {
            take(item.clone());
        }
    };
    view! {
        <label class="filter"><span>{words.take_item}</span>
            <select data-testid="take-item" on:change=choose><option value="">{words.choose}</option>{options}</select>
        </label>
    }
    .into_any()
}

/// What was chosen; the select offers everything again afterwards.
fn chosen_once(event: &leptos::ev::Event) -> String {
    let select: web_sys::HtmlSelectElement = event_target(event);
    let chosen = select.value();
    select.set_value("");
    chosen
}

/// Where the cursor stands, or stood, in the text of the part at `position`; in UTF-16 units, as browsers count.
fn cursor(position: usize) -> Option<u32> {
    let field = format!("[data-testid='field-sections.{position}.text']");
    let field = document().query_selector(&field).ok().flatten()?;
    field.dyn_into::<web_sys::HtmlTextAreaElement>().ok()?.selection_start().ok().flatten()
}

/// Puts `piece` where the cursor stands; at the end where it stands nowhere.
fn insert_at(text: &mut String, cursor: Option<u32>, piece: &str) {
    let mut left = cursor.map_or(usize::MAX, |cursor| cursor as usize);
    let place = text.char_indices().find(|(_, letter)| {
        let reached = left == 0;
        left = left.saturating_sub(letter.len_utf16());
        reached
    });
    text.insert_str(place.map_or(text.len(), |(at, _)| at), piece);
}

#[component]
fn PartFields(
    part: Part,
    position: usize,
    parts: RwSignal<Vec<Part>>,
    figures: StoredValue<Vec<OfferedFigure>>,
) -> impl IntoView {
    let words = &t().documents;
    let options = move |chosen: fn(&OfferedFigure) -> String| {
        figures.with_value(|figures| {
            let option = |figure: &OfferedFigure| {
                let label =
                    format!("{}：{}{}", figure.label, value(&figure.value, figure.at_least), figure.unit);
                view! { <option value=chosen(figure)>{label}</option> }
            };
            figures.iter().map(option).collect_view()
        })
    };
    let insert = move |event: leptos::ev::Event| {
        let name = chosen_once(&event);
        if !name.is_empty() {
            let cursor = cursor(position);
            part.text.update(|text| insert_at(text, cursor, &format!("{{{{{name}}}}}")));
        }
    };
    let put = move |event: leptos::ev::Event| {
        let code = chosen_once(&event);
        if !code.is_empty() {
            part.indicators.update(|codes| {
                codes.retain(|other| *other != code);
                codes.push(code);
            });
        }
    };
    let label_of = move |code: &str| {
        figures.with_value(|figures| {
            figures.iter().find(|figure| figure.indicator == code).map(|figure| figure.label.clone())
        })
    };
    let chips = move || {
        let chip = |code: String| {
            let label = label_of(&code).unwrap_or_else(|| code.clone());
            let remove = move |_| part.indicators.update(|codes| codes.retain(|other| *other != code));
            view! { <li><button type="button" class="quiet" on:click=remove>{label}" ×"</button></li> }
        };
        part.indicators.get().into_iter().map(chip).collect_view()
    };
    let up = move |_| {
        parts.update(|parts| {
            if position > 0 && position < parts.len() {
                parts.swap(position, position - 1);
            }
        });
    };
    let remove = move |_| parts.update(|parts| parts.retain(|other| other.key != part.key));
    view! {
        <div class="line part" data-testid="part">
            <TextField name=format!("sections.{position}.heading") label=words.heading value=part.heading wide=true/>
            <TextAreaField name=format!("sections.{position}.text") label=words.text value=part.text rows=5/>
            <label class="filter"><span>{words.insert_figure}</span>
                <select data-testid=format!("insert-{position}") on:change=insert>
                    <option value="">{words.choose}</option>{options(|figure| figure.label.clone())}
                </select>
            </label>
            <label class="filter"><span>{words.put_in_table}</span>
                <select data-testid=format!("table-{position}") on:change=put>
                    <option value="">{words.choose}</option>{options(|figure| figure.indicator.clone())}
                </select>
            </label>
            <ul class="chips">{chips}</ul>
            <p class="actions">
                <button type="button" class="quiet" disabled=position == 0 on:click=up>{words.move_up}</button>
                <button type="button" class="quiet" on:click=remove>{t().action.remove}</button>
            </p>
        </div>
    }
}
