//! The package for the police as a checklist: each item is there under its number, or a reason says
//! why not.

use super::operations::{ReferralItem, ReferralItemInput};
use crate::{
    components::fields::{TextField, optional},
    evidence::{CaseFiles, FilesField},
    graphql::enums::{Choice, ReferralItemKind},
    i18n::t,
};
use leptos::prelude::*;

/// The package, as somebody is typing it.
#[derive(Clone, Copy)]
pub struct Package {
    lines: StoredValue<Vec<Line>>,
    files: CaseFiles,
}

#[derive(Clone, Copy)]
struct Line {
    kind: ReferralItemKind,
    may_be_left_out: bool,
    document: RwSignal<String>,
    reason: RwSignal<String>,
    attachments: RwSignal<Vec<cynic::Id>>,
}

impl Line {
    fn is_there(self) -> bool {
        !self.document.read().trim().is_empty() || !self.attachments.read().is_empty()
    }
}

impl Package {
    /// The package as it stands, an empty one for a new proposal; `files` are its case's.
    pub fn of(items: &[ReferralItem], files: CaseFiles) -> Self {
        use ReferralItemKind::{Appraisal, GoodsList, OtherMaterial};
        // What is called by its file's name was called nothing: another file gives it another name.
        let named = |item: &ReferralItem| {
            let file = item.attachments.first().map(|attached| &attached.file.name);
            item.document.clone().filter(|document| Some(document) != file)
        };
        let line = |kind: ReferralItemKind| {
            let item = items.iter().find(|item| item.kind == kind);
            let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
            let may_be_left_out = item
                .map_or(matches!(kind, GoodsList | Appraisal | OtherMaterial), |item| item.may_be_left_out);
            Line {
                kind,
                may_be_left_out,
                document: text(item.and_then(named)),
                reason: text(item.and_then(|item| item.reason.clone())),
                attachments: RwSignal::new(item.map_or_else(Vec::new, |item| {
                    item.attachments.iter().map(|attached| attached.id.clone()).collect()
                })),
            }
        };
        let lines = ReferralItemKind::ALL.iter().copied().map(line).collect();
        Self { lines: StoredValue::new(lines), files }
    }

    /// What was typed, as inputs want it.
    pub fn typed(self) -> Vec<ReferralItemInput> {
        let input = |line: &Line| ReferralItemInput {
            kind: line.kind,
            document: optional(line.document),
            reason: optional(line.reason).filter(|_| line.may_be_left_out),
            attachment_ids: line.attachments.get_untracked(),
        };
        self.lines.with_value(|lines| lines.iter().map(input).collect())
    }
}

/// The checklist.
#[component]
pub fn PackageFields(package: Package) -> impl IntoView {
    let words = &t().referrals;
    let files = package.files;
    let lines = package.lines.get_value().into_iter().enumerate().map(|(place, line)| {
        let there = move || line.is_there();
        view! {
            <fieldset class="package-item">
                <legend>
                    <span class="package-mark" aria-hidden="true">{move || if there() { "✓" } else { "○" }}</span>
                    {line.kind.label()}
                </legend>
                <TextField name=format!("items.{place}.document") label=words.item_document value=line.document/>
                <FilesField name=format!("items.{place}.attachmentIds") files chosen=line.attachments about=line.kind.label() folded=true/>
                {line.may_be_left_out.then(|| view! {
                    <Show when=move || !there()>
                        <TextField name=format!("items.{place}.reason") label=words.item_reason value=line.reason/>
                    </Show>
                })}
            </fieldset>
        }
    });
    view! {
        <fieldset class="wide panel package" data-testid="package">
            <legend>{words.package}</legend>
            <p class="hint">{words.package_hint}</p>
            {lines.collect_view()}
        </fieldset>
    }
}
