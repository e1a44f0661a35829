//! The package for the police as a checklist: each item is there under its number, or a reason says
//! why not.

use super::operations::{ReferralItem, ReferralItemInput};
use crate::{
    components::fields::{TextField, optional},
    graphql::enums::{Choice, ReferralItemKind},
    i18n::t,
};
use leptos::prelude::*;

/// The package, as somebody is typing it.
#[derive(Clone, Copy)]
pub struct Package(StoredValue<Vec<Line>>);

#[derive(Clone, Copy)]
struct Line {
    kind: ReferralItemKind,
    may_be_left_out: bool,
    document: RwSignal<String>,
    reason: RwSignal<String>,
}

impl Package {
    /// The package as it stands; an empty one for a new proposal.
    pub fn of(items: &[ReferralItem]) -> Self {
        use ReferralItemKind::{Appraisal, GoodsList, OtherMaterial};
        let line = |kind: ReferralItemKind| {
            let item = items.iter().find(|item| item.kind == kind);
            let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
            let may_be_left_out = item
                .map_or(matches!(kind, GoodsList | Appraisal | OtherMaterial), |item| item.may_be_left_out);
            Line {
                kind,
                may_be_left_out,
                document: text(item.and_then(|item| item.document.clone())),
                reason: text(item.and_then(|item| item.reason.clone())),
            }
        };
        Self(StoredValue::new(ReferralItemKind::ALL.iter().copied().map(line).collect()))
    }

    /// What was typed, as inputs want it.
    pub fn typed(self) -> Vec<ReferralItemInput> {
        let input = |line: &Line| ReferralItemInput {
            kind: line.kind,
            document: optional(line.document),
            reason: optional(line.reason).filter(|_| line.may_be_left_out),
        };
        self.0.with_value(|lines| lines.iter().map(input).collect())
    }
}

/// The checklist.
#[component]
pub fn PackageFields(package: Package) -> impl IntoView {
    let words = &t().referrals;
    let lines = package.0.get_value().into_iter().enumerate().map(|(place, line)| {
        let there = move || !line.document.read().trim().is_empty();
        view! {
            <fieldset class="package-item">
                <legend>
                    <span class="package-mark" aria-hidden="true">{move || if there() { "✓" } else { "○" }}</span>
                    {line.kind.label()}
                </legend>
                <TextField name=format!("items.{place}.document") label=words.item_document value=line.document/>
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
