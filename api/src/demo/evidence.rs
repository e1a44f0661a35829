//! A few files in the cases that wait: filed as people file them, so that their history, their digests
//! and the audit log are what they would be.

use std::io::Cursor;

use anyhow::anyhow;
use chrono::Days;
use entity::{case, enums::EvidenceKind};
use image::{ImageFormat, Rgb, RgbImage};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::accounts::acting;
use crate::{
    attachments::{
        service::{self, NewAttachment},
        upload,
    },
    shared::{app::App, errors::Failure},
};

/// How many of the head's open cases get files.
const CASES: u64 = 3;

/// Files evidence of the open cases of the department of the account `username`, by that account.
pub(super) async fn load(app: &App, username: &str) -> anyhow::Result<()> {
    let caller = acting(app, username).await?;
    let cases = case::Entity::find()
        .filter(case::Column::DepartmentId.eq(caller.viewer.department_id))
        .filter(case::Column::IsOpen.eq(true))
        .order_by_asc(case::Column::DueSort)
        .order_by_asc(case::Column::Id)
        .limit(CASES)
        .all(&app.db.read)
        .await?;
    for (index, case) in cases.iter().enumerate() {
        let shade = 40 + 30 * index as u8;
        let items = [
            ("店内货架.jpg", EvidenceKind::Physical, photograph(shade)?, "货架上陈列的涉案商品"),
            ("商品外包装.jpg", EvidenceKind::Physical, photograph(shade + 60)?, "外包装标识，拍摄于经营场所"),
            ("现场检查笔录.pdf", EvidenceKind::InspectionRecord, PAGE.to_vec(), "当事人已签字确认"),
        ];
        for (name, kind, bytes, note) in items {
            let new = NewAttachment {
                id: Uuid::now_v7(),
                case_id: case.id,
                name: name.to_owned(),
                kind: Some(kind),
                obtained_on: Some(case.received_on.max(caller.today() - Days::new(2))),
                note: Some(format!("{note}（演示数据）")),
                corrects_id: None,
            };
            let received = upload::receive(&app.files, bytes.into(), None)
                .await
                .map_err(|reason| anyhow!("{name} is not taken in: {reason:?}"))?;
            service::file(&caller, new, received).await.map_err(|failure| match failure {
                Failure::Internal(error) => error,
                other => anyhow!("{name} is not filed: {other:?}"),
            })?;
        }
    }
    Ok(())
}

/// A picture that may stand for a shelf of goods.
fn photograph(shade: u8) -> anyhow::Result<Vec<u8>> {
    let picture = RgbImage::from_fn(640, 480, |x, y| {
        let (column, row) = (x / 80, y / 160);
        let edge = x % 80 < 6 || y % 160 > 144;
        let tint = ((column * 37 + row * 61) % 120) as u8;
        if edge { Rgb([70, 62, 54]) } else { Rgb([shade.saturating_add(tint), 120, 200 - tint]) }
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)?;
    Ok(bytes)
}

/// An empty page.
const PAGE: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n\
trailer<</Root 1 0 R>>\n%%EOF\n";
