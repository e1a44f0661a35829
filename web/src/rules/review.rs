//! From which amount on a case is reviewed before its decision.

use super::{
    RuleTabs, grounded, is_former,
    operations::{
        AddAmount, AddLegalReviewAmountInput, LegalReviewAmount, ListAmounts, ReviseAmount,
        ReviseLegalReviewAmountInput,
    },
    validity, whose,
};
use crate::{
    components::{
        dialog::Dialog,
        display::PageHeader,
        fields::{DateField, MoneyField, TextField, optional},
        form::{Form, FormView},
        states::Loaded,
        table::{Column, DataTable},
        toast::Toasts,
    },
    graphql::{
        query::use_query,
        scalars::{Date, Money},
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/deadlines/legal-review`
#[component]
pub fn ReviewPage() -> impl IntoView {
    let words = &t().rules;
    let query = use_query(|| ListAmounts::build(()));
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <PageHeader title=words.review above=vec![(words.title, "/deadlines/rules")]/>
        <RuleTabs/>
        <p class="hint">{words.review_hint}</p>
        <Loaded query let:data>
            <ReviewView amounts=data.legal_review_amounts changed/>
        </Loaded>
    }
}

#[component]
fn ReviewView(amounts: Vec<LegalReviewAmount>, changed: Callback<()>) -> impl IntoView {
    let words = &t().rules;
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(None::<LegalReviewAmount>);
    provide_context((open, chosen));
    let mut columns = vec![
        Column::new(words.review_amount, |row: &LegalReviewAmount| row.amount.to_string().into_any()).short(),
        Column::new(words.whose, |row: &LegalReviewAmount| whose(row.region.as_ref()).into_any()).short(),
        Column::new(t().clocks.article, |row: &LegalReviewAmount| {
            grounded(&row.article, row.ground.as_deref())
        }),
        Column::new(t().blacklist.valid, |row: &LegalReviewAmount| {
            validity(&row.valid_from, row.valid_to.as_ref())
        })
        .short(),
    ];
    if amounts.iter().any(|row| row.viewer_can_maintain) {
        columns.push(Column::new(t().rules.actions, revise_button).short());
    }
    // Where the region has one already, that is revised.
    let may = Session::current().may(|viewer| viewer.can_maintain_rules);
    let add = may && !amounts.iter().any(|row| row.viewer_can_maintain && !is_former(row.valid_to.as_ref()));
    let adding = RwSignal::new(false);
    view! {
        {add.then(|| view! {
            <p class="list-actions no-print">
                <button type="button" on:click=move |_| adding.set(true) data-testid="add-amount">{words.add}</button>
            </p>
        })}
        <DataTable columns rows=amounts caption=words.review/>
        <Dialog open=adding title=words.add><AddForm open=adding changed/></Dialog>
        <Dialog open title=words.revise><ReviseForm open amount=chosen.get_untracked() changed/></Dialog>
    }
}

fn revise_button(row: &LegalReviewAmount) -> AnyView {
    let (open, chosen): (RwSignal<bool>, RwSignal<Option<LegalReviewAmount>>) = expect_context();
    let row = row.clone();
    if is_former(row.valid_to.as_ref()) || !row.viewer_can_maintain {
        return ().into_any();
    }
    let revise = move |_| {
        chosen.set(Some(row.clone()));
        open.set(true);
    };
    view! { <button type="button" class="quiet" on:click=revise data-testid="revise">{t().rules.revise}</button> }
        .into_any()
}

/// An amount of the viewer's region.
#[component]
fn AddForm(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().rules);
    let [money, article, ground] = [(); 3].map(|()| RwSignal::new(String::new()));
    let valid_from = RwSignal::new(Session::current().today());
    let submit = move || {
        let Some(amount) = Money::from_field(&money.get_untracked()) else {
            return form.require(&[("amount", true)]);
        };
        let input = AddLegalReviewAmountInput {
            idempotency_key: form.key(),
            amount,
            article: article.get_untracked(),
            ground: optional(ground),
            valid_from: Date(valid_from.get_untracked()),
        };
        let done = move |row: LegalReviewAmount| {
            open.set(false);
            toasts.say((t().rules.saved_from)(&row.valid_from.0));
            changed.run(());
        };
        form.send::<AddAmount>(input, done, |_| {});
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            <MoneyField name="amount" label=words.review_amount value=money required=true/>
            <DateField name="validFrom" label=t().clocks.valid_from value=valid_from required=true/>
            <TextField name="article" label=t().clocks.article value=article required=true wide=true/>
            <TextField name="ground" label=words.ground value=ground required=true wide=true hint=words.ground_hint/>
        </FormView>
    }
}

#[component]
fn ReviseForm(
    open: RwSignal<bool>,
    amount: Option<LegalReviewAmount>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().rules);
    let Some(known) = amount else { return ().into_any() };
    let money = RwSignal::new(known.amount.0.clone());
    let article = RwSignal::new(known.article.clone());
    let ground = RwSignal::new(known.ground.clone().unwrap_or_default());
    let valid_from = RwSignal::new(super::first_day(&known.valid_from));
    let (id, version) = (known.id, known.version);
    let submit = move || {
        let Some(amount) = Money::from_field(&money.get_untracked()) else {
            return form.require(&[("amount", true)]);
        };
        let input = ReviseLegalReviewAmountInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version,
            amount,
            article: article.get_untracked(),
            ground: optional(ground),
            valid_from: Date(valid_from.get_untracked()),
        };
        let done = move |row: LegalReviewAmount| {
            open.set(false);
            toasts.say((t().rules.saved_from)(&row.valid_from.0));
            changed.run(());
        };
        form.send::<ReviseAmount>(input, done, |_| {});
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            <p class="hint wide">{words.revise_hint}</p>
            <MoneyField name="amount" label=words.review_amount value=money required=true/>
            <DateField name="validFrom" label=t().clocks.valid_from value=valid_from required=true/>
            <TextField name="article" label=t().clocks.article value=article required=true wide=true/>
            <TextField name="ground" label=words.ground value=ground required=true wide=true hint=words.ground_hint/>
        </FormView>
    }
    .into_any()
}
