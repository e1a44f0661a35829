//! What can be done with seized goods.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::{
    enums::{self, SeizureMeasure},
    seizure,
};
use uuid::Uuid;

use super::{
    acts::{self, NewDisposal, NewExtension, NewMeasure},
    goods::Amount,
    service::{self, NewGoods, NewSeizure},
    types::{Decimal, Seizure, seizure_by_id},
};
use crate::shared::{
    caller::Caller,
    errors::{Failure, UserError},
    ids::{self, Kind},
    values::{Date, Money},
};

/// A line of goods.
#[derive(InputObject, Clone, Debug)]
pub struct SeizedGoodsInput {
    /// What it is, at most 200 characters.
    pub name: String,
    /// The brand that it bears.
    pub brand: Option<String>,
    /// Model, size, batch (规格型号).
    pub specification: Option<String>,
    /// How much: more than nothing.
    pub quantity: Decimal,
    /// The unit: 件, 瓶, 公斤 …
    pub unit: String,
    /// What all of it is worth (货值).
    pub value: Option<Money>,
    /// What else was noted.
    pub note: Option<String>,
}

/// A seizure to record.
#[derive(InputObject, Clone, Debug)]
pub struct RecordSeizureInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The case: open, and in its department's hands.
    pub case_id: ID,
    /// The measure.
    pub measure: SeizureMeasure,
    /// The day, not in the future.
    pub taken_on: Date,
    /// The number of the decision (决定书文号).
    pub decision_number: String,
    /// The provision or reason.
    pub ground: String,
    /// Where the goods are, at most 300 characters.
    pub place: String,
    /// Where they are kept, and by whom.
    pub storage: Option<String>,
    /// From whom: one of the case's parties.
    pub party_id: Option<ID>,
    /// The officers: at least two, each with a certificate valid on that day (行政强制法 art. 18).
    pub officer_ids: Vec<ID>,
    /// Who was asked to witness it where the party was absent.
    pub witness: Option<String>,
    /// The list of goods, at least one.
    pub goods: Vec<SeizedGoodsInput>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
}

/// An extension to approve.
#[derive(InputObject, Clone, Debug)]
pub struct ExtendSeizureInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The seizure.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day of the approval: before the period is over.
    pub approved_on: Date,
    /// Why.
    pub reason: String,
    /// The number of the notice to the party (延长通知书文号).
    pub document: String,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
}

/// Another measure in place of preservation.
#[derive(InputObject, Clone, Debug)]
pub struct ConvertPreservationInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The seizure.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// Sealing or detention.
    pub measure: SeizureMeasure,
    /// The day: before the preservation's period is over.
    pub converted_on: Date,
    /// The number of the decision (决定书文号).
    pub decision_number: String,
    /// The provision or reason.
    pub ground: String,
    /// Where the goods are kept from now on; as before where it is left out.
    pub storage: Option<String>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
}

/// How much of which goods.
#[derive(InputObject, Clone, Debug)]
pub struct DisposedGoodsInput {
    /// The line of the seizure's list.
    pub goods_id: ID,
    /// How much: more than nothing, and no more than is there.
    pub quantity: Decimal,
}

/// Goods to give back.
#[derive(InputObject, Clone, Debug)]
pub struct ReturnGoodsInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The seizure.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day.
    pub returned_on: Date,
    /// The number of the decision to release (解除决定书文号).
    pub document: String,
    /// Who received them.
    pub recipient: String,
    /// The provision or reason.
    pub ground: Option<String>,
    /// What else is noted.
    pub note: Option<String>,
    /// How much of which goods; where nothing is named, all that is left.
    #[graphql(default)]
    pub goods: Vec<DisposedGoodsInput>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
}

/// Goods to confiscate.
#[derive(InputObject, Clone, Debug)]
pub struct ConfiscateGoodsInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The seizure.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day: not before the penalty decision.
    pub confiscated_on: Date,
    /// The number of the penalty decision (处罚决定书文号).
    pub document: String,
    /// The provision or reason.
    pub ground: Option<String>,
    /// What else is noted.
    pub note: Option<String>,
    /// How much of which goods; where nothing is named, all that is left.
    #[graphql(default)]
    pub goods: Vec<DisposedGoodsInput>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
}

/// Goods to destroy.
#[derive(InputObject, Clone, Debug)]
pub struct DestroyGoodsInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The seizure.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// Whether they were confiscated before; else they are taken from what is left.
    pub of_confiscated: bool,
    /// The day.
    pub destroyed_on: Date,
    /// Where.
    pub place: String,
    /// Who watched: at least two.
    pub witnesses: Vec<String>,
    /// The number of the record (销毁记录文号).
    pub document: String,
    /// The provision or reason; needed where they were not confiscated before.
    pub ground: Option<String>,
    /// What else is noted.
    pub note: Option<String>,
    /// How much of which goods; where nothing is named, all that is there.
    #[graphql(default)]
    pub goods: Vec<DisposedGoodsInput>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
}

/// Goods to hand over with their case.
#[derive(InputObject, Clone, Debug)]
pub struct TransferGoodsInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The seizure.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day.
    pub transferred_on: Date,
    /// The department that receives them, where it is on the platform.
    pub to_department_id: Option<ID>,
    /// Who receives them, in words; needed where no department is named.
    pub recipient: Option<String>,
    /// The number of the list of what was handed over (移交清单文号).
    pub document: String,
    /// The provision or reason.
    pub ground: Option<String>,
    /// What else is noted.
    pub note: Option<String>,
    /// How much of which goods; where nothing is named, all that is left.
    #[graphql(default)]
    pub goods: Vec<DisposedGoodsInput>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
}

/// What was recorded.
#[derive(SimpleObject)]
pub struct RecordSeizurePayload {
    /// The seizure; none where there are errors.
    pub seizure: Option<Seizure>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What was extended.
#[derive(SimpleObject)]
pub struct ExtendSeizurePayload {
    /// The seizure as it is now, after a conflict too.
    pub seizure: Option<Seizure>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What is held under another measure now.
#[derive(SimpleObject)]
pub struct ConvertPreservationPayload {
    /// The seizure as it is now, after a conflict too.
    pub seizure: Option<Seizure>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What was given back.
#[derive(SimpleObject)]
pub struct ReturnGoodsPayload {
    /// The seizure as it is now, after a conflict too.
    pub seizure: Option<Seizure>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What was confiscated.
#[derive(SimpleObject)]
pub struct ConfiscateGoodsPayload {
    /// The seizure as it is now, after a conflict too.
    pub seizure: Option<Seizure>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What was destroyed.
#[derive(SimpleObject)]
pub struct DestroyGoodsPayload {
    /// The seizure as it is now, after a conflict too.
    pub seizure: Option<Seizure>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What was handed over.
#[derive(SimpleObject)]
pub struct TransferGoodsPayload {
    /// The seizure as it is now, after a conflict too.
    pub seizure: Option<Seizure>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done with seized goods.
#[derive(Default)]
pub struct SeizureMutations;

/// What can be done with seized goods.
#[Object]
impl SeizureMutations {
    /// Records a seizure in a case. For its handlers and the department's head.
    async fn record_seizure(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to record.")] input: RecordSeizureInput,
    ) -> Result<RecordSeizurePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let goods = |goods: SeizedGoodsInput| NewGoods {
            name: goods.name,
            brand: goods.brand,
            specification: goods.specification,
            quantity: goods.quantity.0,
            unit: goods.unit,
            value: goods.value,
            note: goods.note,
        };
        let new = NewSeizure {
            case_id: ids::named(Kind::Case, &input.case_id),
            measure: input.measure,
            taken_on: input.taken_on.0,
            decision_number: input.decision_number,
            ground: input.ground,
            place: input.place,
            storage: input.storage,
            party_id: input.party_id.map(|id| ids::named(Kind::Party, &id)),
            officer_ids: ids::people(&input.officer_ids),
            witness: input.witness,
            goods: input.goods.into_iter().map(goods).collect(),
            attachment_ids: ids::all_named(Kind::Attachment, &input.attachment_ids),
        };
        let (row, errors) = caller.answer(service::record(&caller, new, key).await)?;
        Ok(RecordSeizurePayload { seizure: row.map(Seizure), errors })
    }

    /// Extends the period of sealed or detained goods, once (行政强制法 art. 25). The department's head approves.
    async fn extend_seizure(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to extend, and why.")] input: ExtendSeizureInput,
    ) -> Result<ExtendSeizurePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Seizure, &input.id);
        let new = NewExtension {
            approved_on: input.approved_on.0,
            reason: input.reason,
            document: input.document,
            attachment_ids: ids::all_named(Kind::Attachment, &input.attachment_ids),
        };
        let result = acts::extend(&caller, id, input.version, new, key).await;
        let (seizure, errors) = settled(context, id, result).await?;
        Ok(ExtendSeizurePayload { seizure, errors })
    }

    /// Turns preservation into sealing or detention, within its seven working days (行政处罚法 art. 56).
    async fn convert_preservation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which, and into what.")] input: ConvertPreservationInput,
    ) -> Result<ConvertPreservationPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Seizure, &input.id);
        let new = NewMeasure {
            measure: input.measure,
            on: input.converted_on.0,
            decision_number: input.decision_number,
            ground: input.ground,
            storage: input.storage,
            attachment_ids: ids::all_named(Kind::Attachment, &input.attachment_ids),
        };
        let result = acts::convert(&caller, id, input.version, new, key).await;
        let (seizure, errors) = settled(context, id, result).await?;
        Ok(ConvertPreservationPayload { seizure, errors })
    }

    /// Gives goods back: the measure on them ends.
    async fn return_goods(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to give back, and to whom.")] input: ReturnGoodsInput,
    ) -> Result<ReturnGoodsPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Seizure, &input.id);
        let new = NewDisposal {
            ground: input.ground,
            recipient: Some(input.recipient),
            note: input.note,
            attachment_ids: ids::all_named(Kind::Attachment, &input.attachment_ids),
            ..disposal(enums::GoodsDisposalKind::Return, input.returned_on, input.document, input.goods)
        };
        let result = acts::dispose(&caller, id, input.version, new, key).await;
        let (seizure, errors) = settled(context, id, result).await?;
        Ok(ReturnGoodsPayload { seizure, errors })
    }

    /// Confiscates goods, by a penalty decision.
    async fn confiscate_goods(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to confiscate, by which decision.")] input: ConfiscateGoodsInput,
    ) -> Result<ConfiscateGoodsPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Seizure, &input.id);
        let kind = enums::GoodsDisposalKind::Confiscate;
        let new = NewDisposal {
            ground: input.ground,
            note: input.note,
            attachment_ids: ids::all_named(Kind::Attachment, &input.attachment_ids),
            ..disposal(kind, input.confiscated_on, input.document, input.goods)
        };
        let result = acts::dispose(&caller, id, input.version, new, key).await;
        let (seizure, errors) = settled(context, id, result).await?;
        Ok(ConfiscateGoodsPayload { seizure, errors })
    }

    /// Destroys goods before at least two witnesses.
    async fn destroy_goods(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to destroy, where and before whom.")] input: DestroyGoodsInput,
    ) -> Result<DestroyGoodsPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Seizure, &input.id);
        let kind = enums::GoodsDisposalKind::Destroy;
        let new = NewDisposal {
            of_confiscated: input.of_confiscated,
            ground: input.ground,
            place: Some(input.place),
            witnesses: input.witnesses,
            note: input.note,
            attachment_ids: ids::all_named(Kind::Attachment, &input.attachment_ids),
            ..disposal(kind, input.destroyed_on, input.document, input.goods)
        };
        let result = acts::dispose(&caller, id, input.version, new, key).await;
        let (seizure, errors) = settled(context, id, result).await?;
        Ok(DestroyGoodsPayload { seizure, errors })
    }

    /// Hands goods over with a case that was referred to the police or to another department.
    async fn transfer_goods(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to hand over, and to whom.")] input: TransferGoodsInput,
    ) -> Result<TransferGoodsPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Seizure, &input.id);
        let kind = enums::GoodsDisposalKind::Transfer;
        let new = NewDisposal {
            ground: input.ground,
            recipient: input.recipient,
            to_department_id: input.to_department_id.map(|id| ids::named(Kind::Department, &id)),
            note: input.note,
            attachment_ids: ids::all_named(Kind::Attachment, &input.attachment_ids),
            ..disposal(kind, input.transferred_on, input.document, input.goods)
        };
        let result = acts::dispose(&caller, id, input.version, new, key).await;
        let (seizure, errors) = settled(context, id, result).await?;
        Ok(TransferGoodsPayload { seizure, errors })
    }
}

fn disposal(
    kind: enums::GoodsDisposalKind,
    disposed_on: Date,
    document: String,
    goods: Vec<DisposedGoodsInput>,
) -> NewDisposal {
    let line = |line: DisposedGoodsInput| -> (Uuid, Amount) {
        (ids::named(Kind::SeizedGoods, &line.goods_id), line.quantity.0)
    };
    NewDisposal {
        kind,
        of_confiscated: false,
        disposed_on: disposed_on.0,
        ground: None,
        document,
        place: None,
        recipient: None,
        to_department_id: None,
        witnesses: Vec::new(),
        note: None,
        goods: goods.into_iter().map(line).collect(),
        attachment_ids: Vec::new(),
    }
}

/// The changed seizure or the errors; beside a conflict, the seizure as it is now.
async fn settled(
    context: &Context<'_>,
    id: Uuid,
    result: Result<seizure::Model, Failure>,
) -> Result<(Option<Seizure>, Vec<UserError>)> {
    let caller = Caller::of(context)?;
    caller.answer_or(result.map(Seizure), seizure_by_id(context, id)).await
}
