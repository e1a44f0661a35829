//! One account: who it is, what they may do, their certificates, and what the administrator can change.

use super::{
    change::{ReviseDialog, RoleDialog},
    grant::{CertificateDialog, TokenDialog},
    list::state_badge,
    operations::{Certificate, ShowUser, User},
    secret::{Secret, SecretDialog},
    standing::{Standing, StandingDialog},
};
use crate::{
    components::{
        display::{Badge, Facts, PageHeader, Section, or_dash},
        record::{found, use_record},
    },
    graphql::enums::{Choice, Role},
    i18n::t,
};
use leptos::prelude::*;

/// `/users/:id`
#[component]
pub fn UserPage() -> impl IntoView {
    let query = use_record::<ShowUser>();
    let changed = Callback::new(move |()| query.refetch());
    found(query, |data| data.user, move |user| view! { <UserView user changed/> })
}

#[component]
fn UserView(user: User, changed: Callback<()>) -> impl IntoView {
    let words = &t().users;
    let [revising, changing_role, granting, issuing] = [(); 4].map(|()| RwSignal::new(false));
    let standing = RwSignal::new(None::<Standing>);
    let secret = RwSignal::new(None::<Secret>);
    let (active, may, service) = (user.active, user.viewer_can_revise, user.role == Role::Service);
    let buttons = may.then(|| {
        let start = move |label: &'static str, name: &'static str, step: Standing| {
            view! { <button type="button" on:click=move |_| standing.set(Some(step)) data-testid=name>{label}</button> }
        };
        view! {
            <button type="button" on:click=move |_| revising.set(true) data-testid="revise">{words.revise}</button>
            <button type="button" on:click=move |_| changing_role.set(true) data-testid="change-role">{words.change_role}</button>
            {start(words.reset, "reset-password", Standing::Reset)}
            {if active { start(words.disable, "disable", Standing::Disable) } else { start(words.enable, "enable", Standing::Enable) }}
            {service.then(|| view! {
                <button type="button" on:click=move |_| issuing.set(true) data-testid="issue-token">{words.token}</button>
            })}
        }
    });
    let grant = move || {
        may.then(|| view! {
            <button type="button" on:click=move |_| granting.set(true) data-testid="grant-certificate">{words.grant}</button>
        })
    };
    let observes = (user.role == Role::Observer && user.observes_region)
        .then(|| view! { " "<Badge label=words.observes_region/> });
    let facts = vec![
        (words.username, user.username.clone().into_any()),
        (words.display_name, user.display_name.clone().into_any()),
        (words.state, state_badge(&user)),
        (words.role, view! { <span>{user.role.label()}{observes}</span> }.into_any()),
        (words.department, user.department.name.clone().into_any()),
        (words.phone, or_dash(user.phone.as_ref())),
        (words.email, or_dash(user.email.as_ref())),
        (words.created_at, user.created_at.shanghai().into_any()),
    ];
    let certificates = certificates(&user.certificates);
    let title = user.display_name.clone();
    let stored = StoredValue::new(user);
    view! {
        <PageHeader title above=vec![(words.title, "/users")]>{buttons}</PageHeader>
        <Section title=t().records.basics><Facts facts/></Section>
        <Section title=words.certificates actions=grant>{certificates}</Section>
        <ReviseDialog open=revising user=stored changed/>
        <RoleDialog open=changing_role user=stored changed/>
        <StandingDialog standing user=stored secret changed/>
        <CertificateDialog open=granting user=stored changed/>
        <TokenDialog open=issuing user=stored secret/>
        // What changed is shown once the password has been noted: asking anew would take the dialog away.
        <SecretDialog secret seen=changed/>
    }
}

fn certificates(certificates: &[Certificate]) -> AnyView {
    let words = &t().users;
    if certificates.is_empty() {
        return view! { <p class="detail">{words.certificates_none}</p> }.into_any();
    }
    let rows = certificates
        .iter()
        .map(|certificate| {
            let (label, tone) =
                if certificate.valid { (words.valid, "calm") } else { (words.invalid, "done") };
            view! {
                <tr data-testid="certificate">
                    <th scope="row">{certificate.number.clone()}</th>
                    <td data-label=words.valid_from>{certificate.valid_from.0.clone()}</td>
                    <td data-label=words.valid_to>{certificate.valid_to.0.clone()}</td>
                    <td data-label=words.state><Badge label tone/></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-frame">
            <table class="data">
                <thead><tr>
                    <th scope="col">{words.certificate_number}</th><th scope="col">{words.valid_from}</th>
                    <th scope="col">{words.valid_to}</th><th scope="col">{words.state}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
