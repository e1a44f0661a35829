//! What the address book and the administration of accounts say.

use super::words;

words! {
    /// Departments: list, one department, forms.
    Departments {
        title = "成员单位", "Departments";
        new = "新增单位", "Register a department";
        revise = "修改单位信息", "Revise the department";
        search = "单位名称、联络员", "Name, liaison officer";
        name = "单位名称", "Name";
        short_name = "简称", "Short name";
        short_name_hint = "列表和表格中使用，如：市场监管局", "For lists and tables";
        kind = "类别", "Kind";
        region = "行政区划", "Region";
        region_code = "行政区划代码", "Region code";
        region_code_hint =
            "六至九位代码（GB/T 2260），默认为本地区",
            "Six to nine digits (GB/T 2260); your own region if unchanged";
        office = "协调机构（双打办）", "Coordination office";
        office_hint = "协调机构组织工作，不直接开展执法检查", "It organises, but does not itself inspect";
        liaison = "联络员", "Liaison officer";
        liaison_phone = "联系电话", "Telephone";
        hotlines = "投诉举报电话", "Hotlines";
        state = "状态", "State";
        active = "在用", "Active";
        inactive = "已停用", "No longer active";
        inactive_too = "含已停用", "Inactive ones too";
        registered = "单位已新增", "Department registered";
        deactivate = "停用单位", "Deactivate";
        deactivate_hint =
            "停用后不能再选用该单位，已有记录不受影响",
            "It can no longer be chosen; what is recorded stays";
        deactivated = "单位已停用", "Department deactivated";
        members = "用户", "Accounts";
        contact = "联系方式", "Contact";
    }
}

words! {
    /// Accounts: list, one account, what changes it.
    Users {
        title = "用户", "Users";
        new = "新增用户", "Create an account";
        search = "用户名、姓名", "User name, name";
        username = "用户名", "User name";
        username_hint = "用于登录，创建后不能修改", "For signing in; it can't be changed later";
        display_name = "姓名", "Name";
        role = "角色", "Role";
        department = "所属单位", "Department";
        observes_region = "可查阅全地区", "Sees the whole region";
        observes_region_hint =
            "仅对查阅人员有效：领导可查阅全地区，其他人员仅查阅本单位",
            "For observers only: leaders see the region, others their own department";
        phone = "联系电话", "Telephone";
        email = "电子邮箱", "E-mail";
        state = "状态", "State";
        active = "正常", "Active";
        disabled = "已停用", "Disabled";
        must_change = "待修改初始密码", "Must set a password";
        created_at = "创建时间", "Created at";
        created = "用户已创建", "Account created";
        one_time_password = "一次性密码", "One-time password";
        one_time_hint =
            "此密码只显示一次，请当面或以安全方式转交本人；24 小时内有效，只能登录一次，登录时须修改密码",
            "Shown only once. Hand it over in person or in another safe way; it works once, within 24 hours, and must be changed then";
        noted = "已记录，关闭", "Noted: close";
        revise = "修改信息", "Revise";
        change_role = "变更角色", "Change the role";
        change_role_hint = "变更角色后，该用户须重新登录", "The user will have to sign in again";
        role_changed = "角色已变更", "Role changed";
        disable = "停用", "Disable";
        disable_hint =
            "停用后，该用户立即退出登录，且不能再登录",
            "The user is signed out at once and can't sign in again";
        was_disabled = "用户已停用", "Account disabled";
        enable = "启用", "Enable";
        enable_hint = "启用后，该用户可用原密码登录", "The user can sign in with the old password";
        was_enabled = "用户已启用", "Account enabled";
        reset = "重置密码", "Reset the password";
        reset_hint =
            "重置后，原密码失效，该用户立即退出登录",
            "The old password no longer works, and the user is signed out at once";
        was_reset = "密码已重置", "Password reset";
        certificates = "行政执法证", "Enforcement certificates";
        certificates_none = "没有登记执法证", "No certificate on record";
        grant = "登记执法证", "Record a certificate";
        granted = "执法证已登记", "Certificate recorded";
        certificate_number = "证号", "Number";
        valid_from = "有效期自", "Valid from";
        valid_to = "有效期至", "Valid to";
        valid = "有效", "Valid";
        invalid = "不在有效期", "Not valid";
        token = "签发接口令牌", "Issue a service token";
        token_name = "令牌名称", "Name";
        token_name_hint = "用于哪个系统，如：案件管理系统", "Which system it is for";
        token_expires = "有效期至", "Valid to";
        token_scopes = "权限范围", "Scopes";
        token_issued = "接口令牌", "Service token";
        token_hint =
            "此令牌只显示一次，请妥善保存并以安全方式转交系统管理人员",
            "Shown only once. Keep it safe, and hand it over in a safe way";
        is_confirmed =
            "需他人确认后生效；一次性密码或令牌只显示给确认人，由其转交本人（三员分立）",
            "Takes effect once somebody else confirms it, who alone is shown the one-time password or token and hands it over";
        was_asked = "申请已提交，待他人确认", "Asked; it waits for somebody else to confirm it";
        requests = "账号申请", "Account requests";
        request = "账号申请", "Account request";
        requests_hint =
            "新建账号、重置密码、变更角色和签发令牌须由申请人以外的人确认（三员分立）",
            "New accounts, resets, changes of role and tokens are confirmed by somebody other than who asked";
        pending_only = "仅待确认", "Only those that wait";
        kind = "事项", "What is asked";
        asked_by = "申请人", "Asked by";
        asked_at = "申请时间", "Asked at";
        expires_at = "确认期限", "To be confirmed by";
        decided_by = "处理人", "Decided by";
        decided_at = "处理时间", "Decided at";
        reason = "理由", "Reason";
        new_role = "变更后角色", "New role";
        confirm = "确认", "Confirm";
        confirm_hint =
            "请先与本人核实。确认后立即生效，一次性密码或令牌只显示给您一次，请当面转交本人",
            "Ask the person first. It takes effect at once; the one-time password or token is shown to you once: hand it over in person";
        confirmed = "已确认并生效", "Confirmed and done";
        refuse = "拒绝", "Refuse";
        refused = "申请已拒绝", "Refused";
        withdraw = "撤回", "Withdraw";
        withdrawn = "申请已撤回", "Withdrawn";
    }
}
