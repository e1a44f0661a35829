//! What the evidence of a case says, on the screen and on the paper of its file.

use super::words;

words! {
    /// Evidence: list, upload, correction, cover and catalogue.
    Evidence {
        tab = "证据", "Evidence";
        title = "证据材料", "Evidence";
        upload = "上传证据", "File evidence";
        choose = "选择文件", "Choose files";
        photograph = "拍照", "Take a photograph";
        kind = "证据种类", "Kind";
        kind_hint = "不选则按文件类型归类", "Left open, the type of the file decides";
        obtained_on = "取证日期", "Obtained on";
        note = "说明", "Note";
        note_hint =
            "证明事项、来源或取证地点，适用于本次所选的全部文件",
            "What it proves, or where it comes from; for all files chosen now";
        waiting = "等待上传", "Waiting";
        arrived = "已上传", "Filed";
        lost = "连接中断，未上传完", "The connection was lost";
        lost_hint =
            "网络恢复后将自动续传未完成的文件，不会重复登记",
            "What is missing is sent again when the network is back; nothing is filed twice";
        too_large = "文件过大，最大", "Too large; at most";
        filed: fn(usize) -> String =
            |count| format!("已登记{count}件证据材料"),
            |count| format!("{count} filed");
        number = "序号", "No.";
        name = "名称", "Name";
        size = "大小", "Size";
        filed_by = "登记", "Filed by";
        actions = "操作", "Actions";
        show = "查看", "Show";
        download = "下载", "Download";
        read_logged = "查看和下载均记入审计日志", "Looking and downloading are logged";
        correct = "更正", "Correct";
        correct_hint = "原件保留，另行登记更正件", "The old item stays; the correction is a new one";
        reason = "更正理由", "Why";
        corrected = "更正件已登记", "Correction filed";
        corrected_by: fn(i32) -> String =
            |number| format!("已由第{number}号更正"),
            |number| format!("corrected by no. {number}");
        corrects: fn(i32) -> String =
            |number| format!("更正第{number}号"),
            |number| format!("corrects no. {number}");
        same_content_as: fn(i32) -> String =
            |number| format!("与第{number}号内容相同"),
            |number| format!("same content as no. {number}");
        item: fn(i32) -> String =
            |number| format!("证据第{number}号"),
            |number| format!("evidence no. {number}");
        files = "所附文件", "Files";
        files_chosen: fn(usize) -> String =
            |count| format!("所附文件（已选{count}件）"),
            |count| format!("Files ({count} chosen)");
        photo: fn(&str, usize) -> String =
            |about, number| format!("{about}照片{number}"),
            |about, number| format!("{about} photo {number}");
        file_here = "上传文件", "File another";
        find_file = "按名称查找证据材料", "Part of a file's name";
        no_files = "本案还没有证据材料", "No evidence was filed in this case yet";
        no_files_yet =
            "本案还没有证据材料，可在此拍照或上传",
            "No evidence was filed in this case yet: take a photograph or choose a file here";
        still_sending =
            "文件尚未上传完：请等待，或重试、移除未完成的文件",
            "A file is still on its way: wait, try again, or remove it";
        dossier = "卷宗封面、目录", "Cover and catalogue";
        cover = "行政执法案卷", "Case file";
        catalogue = "卷内目录", "Catalogue";
        case_number = "案　　号", "Number";
        cause = "案　　由", "Cause";
        case_kind = "案件类别", "Kind";
        respondent = "当 事 人", "Party";
        handlers = "承 办 人", "Handlers";
        received_on = "收案日期", "Received on";
        filed_on = "立案日期", "Filed on";
        closed_on = "结案日期", "Closed on";
        outcome = "处理结果", "Outcome";
        archived_on = "归档日期", "Archived on";
        kept_for = "保管期限", "To be kept for";
        volume = "本案共　　卷，第　　卷　　　　共　　页", "Volume      of              pages";
        document = "文书（材料）名称", "Document";
        author = "责任者", "Author";
        date = "日期", "Date";
        page = "页号", "Page";
        remark = "备注", "Remark";
        reveal = "查看完整号码", "Show in full";
        reveal_title = "查看身份证件号码", "Identity number";
        reveal_reason = "查看理由", "Why";
        reveal_hint = "查看人、时间和理由将记入审计日志", "Who looked, when and why is logged";
    }
}
