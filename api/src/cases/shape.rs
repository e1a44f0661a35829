//! Which fields of a case, and of what hangs on it, are no more than columns: see [`crate::shared::shape`]. A
//! field that is not here is answered by its resolver in [`super::types`].

use async_graphql::{InputType, Name, ScalarType, SelectionField, Value};
use chrono::NaiveDate;
use entity::{case, case_event, case_handler, case_party, department};
use sea_orm::{ColumnTrait, IdenStatic, sea_query::Expr};

use super::{
    clocks::{MainClock, state},
    facts::marks,
    fetch::{self, Joins, steps_of, where_there_is},
    penalty::{Penalty, Sanctions},
};
use crate::{
    actions::types::action_leaf,
    departments::types::{department_leaf, region_leaf},
    inspections::types::inspection_leaf,
    parties::types::party_leaf,
    referrals::types::referral_leaf,
    shared::{
        ids::Kind,
        policy::Scope,
        rows::Rows,
        shape::{Element, Leaf, Read, Shape, made},
    },
    users::types::person_leaf,
};

/// How the cases of a document are read.
pub struct Reading<'a> {
    rows: Rows,
    scope: &'a Scope,
    today: NaiveDate,
    columns: Vec<case::Column>,
    joins: Joins,
}

impl<'a> Reading<'a> {
    /// On `today`, nothing that lies outside of `scope`.
    pub fn new(rows: Rows, scope: &'a Scope, today: NaiveDate) -> Self {
        use case::Column::{
            ActionId, DepartmentId, DueSort, EventCount, Id, InspectionId, Number, ReceivedOn, RegionId,
        };
        // What a case is found, sorted and joined by.
        let columns =
            vec![Id, Number, ReceivedOn, DueSort, RegionId, DepartmentId, ActionId, InspectionId, EventCount];
        Self { rows, scope, today, columns, joins: Joins::default() }
    }

    /// The row of each case, and its shape; none where the document selects more than columns under `field`.
    pub fn cases(&mut self, field: &SelectionField<'_>) -> Option<(Expr, Shape)> {
        Shape::of(self.rows, field, "Case", |field| self.case(field))
    }

    /// What is read of the cases then, and what must be joined to them.
    pub fn needs(self) -> (Vec<case::Column>, Joins) {
        (self.columns, self.joins)
    }

    fn columns(&mut self, leaf: Leaf<case::Column>) -> Read {
        for column in leaf.columns() {
            if !self.columns.iter().any(|known| known.as_str() == column.as_str()) {
                self.columns.push(*column);
            }
        }
        leaf.read(self.rows)
    }

    fn case(&mut self, field: &SelectionField<'_>) -> Option<Read> {
        let rows = self.rows;
        Some(match field.name() {
            "region" => {
                let (row, shape) = record(rows, field, "Region", region_leaf)?;
                (self.joins.region(row), Element::One(shape))
            }
            "department" => {
                let (row, shape) = record(rows, field, "Department", department_leaf)?;
                (self.joins.department(row), Element::One(shape))
            }
            "action" => {
                let (row, shape) = record(rows, field, "JointAction", action_leaf)?;
                (self.joins.action(self.scope, row), Element::One(shape))
            }
            "inspection" => {
                let (row, shape) = record(rows, field, "Inspection", inspection_leaf)?;
                (self.joins.inspection(self.scope, row), Element::One(shape))
            }
            "coHandlers" => {
                let (each, shape) = record(rows, field, "Department", department_leaf)?;
                (fetch::co_handlers(rows, each), Element::Many(shape))
            }
            "parties" => {
                let (each, shape) = Shape::of(rows, field, "CaseParty", |field| match field.name() {
                    "party" => one(Shape::of(rows, field, "Party", |field| {
                        party_leaf(rows, self.scope, field.name())
                    })?),
                    "name" => Some(Leaf::plain(case_party::Column::Name).read(rows)),
                    "role" => Some(Leaf::plain(case_party::Column::Role).read(rows)),
                    _ => None,
                })?;
                (fetch::parties(rows, each), Element::Many(shape))
            }
            "handlers" => {
                let (each, shape) = Shape::of(rows, field, "CaseHandler", |field| match field.name() {
                    "person" => one(record(rows, field, "Person", person_leaf)?),
                    "lead" => Some(Leaf::plain(case_handler::Column::IsLead).read(rows)),
                    _ => None,
                })?;
                (fetch::handlers(rows, each), Element::Many(shape))
            }
            "referrals" => self.referrals(field)?,
            "events" => events(rows, field)?,
            "penalty" => self.columns(penalty(field)?),
            "clockState" => {
                let today = self.today;
                let state = move |kept| state(kept, today).to_value();
                self.columns(Leaf::made(MainClock::COLUMNS, made(state)))
            }
            name => self.columns(case_leaf(name)?),
        })
    }

    fn referrals(&self, field: &SelectionField<'_>) -> Option<Read> {
        let (rows, mut with_department) = (self.rows, false);
        let (each, shape) = Shape::of(rows, field, "Referral", |field| match field.name() {
            "department" => {
                with_department = true;
                let (row, shape) = record(rows, field, "Department", department_leaf)?;
                let key = (department::Entity, department::Column::Id);
                one((where_there_is(key, row), shape))
            }
            name => Some(referral_leaf(name)?.read(rows)),
        })?;
        Some((fetch::its_referrals(rows, self.scope, each, with_department), Element::Many(shape)))
    }
}

fn one((row, shape): (Expr, Shape)) -> Option<Read> {
    Some((row, Element::One(shape)))
}

/// A record of which only columns are selected.
fn record<C: ColumnTrait>(
    rows: Rows,
    field: &SelectionField<'_>,
    type_name: &'static str,
    leaf: fn(&str) -> Option<Leaf<C>>,
) -> Option<(Expr, Shape)> {
    Shape::of(rows, field, type_name, |field| Some(leaf(field.name())?.read(rows)))
}

fn events(rows: Rows, field: &SelectionField<'_>) -> Option<Read> {
    let first = steps_of(field)?;
    let mut with_actor = false;
    let (each, shape) = Shape::of(rows, field, "CaseEvent", |field| match field.name() {
        "actor" => {
            with_actor = true;
            one(record(rows, field, "Person", person_leaf)?)
        }
        name => Some(event_leaf(name)?.read(rows)),
    })?;
    Some((fetch::events(rows, first, each, with_actor), Element::Many(shape)))
}

/// The rule that says whether there is one is the resolver's.
fn penalty(field: &SelectionField<'_>) -> Option<Leaf<case::Column>> {
    let key = |field: &SelectionField<'_>| Name::new(field.alias().unwrap_or(field.name()));
    let asked = field.selection_set().map(|field| Some((key(&field), penalty_leaf(field.name())?)));
    let asked = asked.collect::<Option<Vec<_>>>()?;
    let value = move |sanctions: Sanctions| {
        let said = |penalty: &Penalty| asked.iter().map(|(key, leaf)| (key.clone(), leaf(penalty))).collect();
        sanctions.penalty().map_or(Value::Null, |penalty| Value::Object(said(&penalty)))
    };
    Some(Leaf::made(Sanctions::COLUMNS, made(value)))
}

fn penalty_leaf(field: &str) -> Option<fn(&Penalty) -> Value> {
    Some(match field {
        "__typename" => |_| "Penalty".into(),
        "warning" => |penalty| penalty.warning.into(),
        "fine" => |penalty| ScalarType::to_value(&penalty.fine),
        "confiscatedIncome" => |penalty| ScalarType::to_value(&penalty.confiscated_income),
        "confiscatedGoods" => |penalty| penalty.confiscated_goods.to_value(),
        "licenceRevoked" => |penalty| penalty.licence_revoked.into(),
        _ => return None,
    })
}

fn case_leaf(field: &str) -> Option<Leaf<case::Column>> {
    use case::Column as C;
    Some(match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::Case)),
        "number" => Leaf::plain(C::Number),
        "title" => Leaf::plain(C::Title),
        "kind" => Leaf::plain(C::Kind),
        "marks" => {
            const MARKS: &[C] =
                &[C::MarkMajor, C::MarkEgregious, C::MarkTypical, C::MarkForeignRelated, C::MarkMass];
            Leaf::made(MARKS, made(|marked| marks(marked).to_value()))
        }
        "focusAreas" => Leaf::plain(C::FocusAreas),
        "source" => Leaf::plain(C::Source),
        "status" => Leaf::plain(C::Status),
        "outcome" => Leaf::plain(C::Outcome),
        "amount" => Leaf::of(C::AmountFen, Element::Money),
        "illegalIncome" => Leaf::of(C::IllegalIncomeFen, Element::Money),
        "recoveredLoss" => Leaf::of(C::RecoveredLossFen, Element::Money),
        "receivedOn" => Leaf::plain(C::ReceivedOn),
        "acceptedOn" => Leaf::plain(C::AcceptedOn),
        "filedOn" => Leaf::plain(C::FiledOn),
        "decidedOn" => Leaf::plain(C::DecidedOn),
        "closedOn" => Leaf::plain(C::ClosedOn),
        "dueOn" => Leaf::plain(C::DueOn),
        "summary" => Leaf::plain(C::Summary),
        "version" => Leaf::plain(C::Version),
        _ => return None,
    })
}

fn event_leaf(field: &str) -> Option<Leaf<case_event::Column>> {
    use case_event::Column as C;
    Some(match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::CaseEvent)),
        "sequence" => Leaf::plain(C::Sequence),
        "kind" => Leaf::plain(C::Kind),
        "transition" => Leaf::plain(C::Transition),
        "fromStatus" => Leaf::plain(C::FromStatus),
        "toStatus" => Leaf::plain(C::ToStatus),
        "occurredOn" => Leaf::plain(C::OccurredOn),
        "recordedAt" => Leaf::of(C::RecordedAt, Element::Moment),
        "ground" => Leaf::plain(C::Ground),
        "documents" => Leaf::plain(C::Documents),
        "note" => Leaf::plain(C::Note),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use async_graphql::{Context, EmptyMutation, EmptySubscription, Object, Schema};
    use sea_orm::DbBackend;

    use super::*;
    use crate::cases::types::Case;

    #[derive(Clone, Default)]
    struct Asked(Arc<Mutex<Option<bool>>>);

    /// Has no case, and keeps whether it would have been read in a shape.
    #[Object]
    impl Asked {
        async fn case(&self, context: &Context<'_>) -> Option<Case> {
            for backend in [DbBackend::Sqlite, DbBackend::Postgres] {
                let mut reading = Reading::new(Rows(backend), &Scope::Nothing, NaiveDate::MIN);
                *self.0.lock().unwrap() = Some(reading.cases(&context.field()).is_some());
            }
            None
        }
    }

    async fn is_shaped(selection: &str) -> bool {
        let asked = Asked::default();
        let schema = Schema::build(asked.clone(), EmptyMutation, EmptySubscription).finish();
        let answer = schema.execute(format!("{{ case {{ {selection} }} }}")).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        asked.0.lock().unwrap().expect("the case was asked for")
    }

    #[tokio::test]
    async fn what_lists_show_is_shaped_and_what_rules_know_is_not() {
        for shaped in [
            "id number title kind marks status department { id shortName } receivedOn dueOn clockState source outcome
             action { id codeName name } acceptedOn filedOn decidedOn closedOn amount illegalIncome
             penalty { warning fine confiscatedIncome confiscatedGoods licenceRevoked }
             parties { role name party { id name } } handlers { lead person { id displayName } }",
            "__typename region { id name } coHandlers { id shortName } inspection { id inspectedOn place } summary version
             referrals { id target regionName referredOn department { shortName } }
             events(first: 3) { id recordedAt documents actor { displayName } }",
        ] {
            assert!(is_shaped(shaped).await, "{shaped}");
        }
        for resolved in [
            "id viewerCanRevise",
            "id region { id parent { id } }",
            "events { attachments { id } }",
            "events(first: 0) { id }",
            "department { id } department { name }",
            "parties { party { cases(first: 1) { nodes { id } } } }",
        ] {
            assert!(!is_shaped(resolved).await, "{resolved}");
        }
    }

    #[tokio::test]
    async fn no_row_is_longer_than_a_function_takes() {
        let aliases = |many: usize| (0..many).map(|n| format!("a{n}: number ")).collect::<String>();
        assert!(is_shaped(&aliases(90)).await);
        assert!(!is_shaped(&aliases(91)).await);
        assert!(!is_shaped(&format!("events {{ {} }}", aliases(91).replace("number", "note"))).await);
    }
}
