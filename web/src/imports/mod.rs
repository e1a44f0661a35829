//! Taking ledgers in: choose a workbook, see what would come of it row by row, take all of it in; and the ledgers that
//! were.

mod operations;
mod page;
mod report;
mod sending;
mod show;

use crate::{
    graphql::enums::LedgerKind,
    i18n::{t, words},
    lazy::lazy,
    pages::{Place, records},
};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use page::ImportsPage;
use show::ImportPage;

words! {
    /// What its pages say.
    Imports {
        title = "导入台账", "Take ledgers in";
        button = "导入", "Import";
        kind = "台账种类", "Kind of ledger";
        none = "您的角色没有可以导入的台账", "Your role takes no ledger in";
        step_template = "第一步：按模板整理台账", "1. Arrange the ledger";
        template_hint =
            "可直接导入已有台账：列名与模板相同或相近即可，顺序不限；表头以上的标题、合并单元格、合计行不影响导入",
            "A ledger that you have will do: its columns are known by the template's names or common ones, in any order; titles above the head, merged cells and sums do no harm";
        template = "下载模板", "Download the template";
        step_file = "第二步：选择文件，先看后导", "2. Choose the file, and look first";
        file_hint = "Excel工作簿（.xlsx），最大16 MB、2万行。也可将文件拖到此处", "An Excel workbook (.xlsx) of at most 16 MB and 20,000 rows; it can be dropped here";
        choose = "选择文件", "Choose a file";
        checking = "正在检查……", "Checking …";
        taking_in = "正在导入，请勿关闭页面……", "Taking it in, please keep this page open …";
        checked = "检查结果", "What was found";
        rows = "可以导入", "Go in";
        repeated = "以前已导入", "Went in before";
        refused = "不能导入", "Refused";
        take_in = "全部导入", "Take all in";
        in_the_way: fn(usize) -> String =
            |rows| format!("有{rows}行不能导入。请在原表中改正后重新选择文件；全部行都可以导入时，才能一并导入"),
            |rows| format!("{rows} rows are refused: mend them in the workbook and choose it again. All rows go in together, or none");
        nothing = "没有需要导入的新行", "There is nothing new to take in";
        download = "下载不能导入的行（Excel）", "Download the refused rows (Excel)";
        refused_file = "不能导入的行.xlsx", "refused-rows.xlsx";
        faults = "不能导入的原因", "Why rows are refused";
        sheet = "工作表", "Sheet";
        row = "行", "Row";
        cell = "单元格", "Cell";
        column = "列", "Column";
        value = "填写内容", "What it says";
        reason = "原因", "Why";
        more: fn(usize) -> String = |count| format!("另有{count}行，见下载的文件"), |count| format!("{count} more rows: see the file");
        shown = "将导入的前20行", "The first rows that go in";
        columns = "列的对应", "Columns";
        head = "表中列名", "In the sheet";
        meaning = "导入为", "Taken as";
        ignored = "不导入", "Left out";
        ignored_sheets: fn(&str) -> String =
            |names| format!("未识别表头、不导入的工作表：{names}"),
            |names| format!("Sheets without a known head, left out: {names}");
        left_out: fn(i64, &str) -> String = |row, why| format!("第{row}行不导入：{why}"), |row, why| format!("Row {row} is left out: {why}");
        head_row: fn(i64, i64) -> String =
            |head, rows| format!("表头在第{head}行，共{rows}行"),
            |head, rows| format!("Head in row {head}, {rows} rows");
        done: fn(i64) -> String = |rows| format!("已导入{rows}行"), |rows| format!("{rows} rows were taken in");
        see = "查看导入的记录", "See the records";
        past = "导入记录", "Ledgers taken in";
        file = "文件", "File";
        by = "导入人", "By";
        at = "导入时间", "When";
        department = "部门", "Department";
        records = "导入的记录", "Records";
        record = "记录", "Record";
        open = "打开", "Open";
        digest = "文件摘要（SHA-256）", "Digest (SHA-256)";
    }
}

/// Where it is: lists lead here.
pub const PLACE: Place = Place {
    name: "imports",
    path: "/imports",
    object: Some("Import"),
    group: None,
    label: || t().imports.title,
    open_to: records,
};

/// The link by which a list leads here.
pub fn import_link(kind: LedgerKind) -> impl IntoView {
    let href = format!("{}?kind={}", PLACE.path, vocabulary::Term::code(kind));
    view! { <a class="button" href=href data-testid="import">{t().imports.button}</a> }
}

/// Everything below `/imports`.
#[component(transparent)]
pub fn ImportRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/imports") view=Outlet>
            <Route path=path!("") view=lazy!(work, ImportsPage)/>
            <Route path=path!(":id") view=lazy!(work, ImportPage)/>
        </ParentRoute>
    }
    .into_inner()
}
