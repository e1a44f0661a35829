//! The closed sets of messages: what a notification is about, and what is wrong with an input.

closed_sets! {
    /// What a notification is about.
    pub enum NotificationKind {
        /// 期限提醒: something is due within days, or today.
        Reminder "期限提醒" "Due soon",
        /// 超期提醒: something was due.
        Overdue "超期提醒" "Overdue",
        /// 呈批: a step waits for the head, or the head decided.
        Approval "呈批" "Approval",
        /// 分派: a case was assigned, or handlers changed.
        Assignment "分派" "Assignment",
        /// 案件进展: something happened to a case that others should know.
        Progress "案件进展" "Progress",
        /// 移送: a case arrived, was accepted, returned or answered.
        Referral "移送" "Referral",
        /// 立案追诉标准: the amounts meet a threshold for prosecution.
        Prosecution "涉嫌犯罪" "Prosecution",
        /// 查封扣押: goods were taken, extended, disposed of, or a measure runs out.
        Seizure "强制措施" "Seizure",
        /// 督办: listed, urged, reported or released.
        Supervision "督办" "Supervision",
        /// 交叉办案: another department has a case against the same party.
        Deconfliction "案件协调" "Deconfliction",
        /// 联合办案: joint handling was proposed or decided.
        JointHandling "联合办案" "Joint handling",
        /// 失信名单: a listing was proposed, published, expires or was removed.
        Blacklist "失信名单" "Blacklist",
        /// 证据: something was filed, or is missing.
        Evidence "证据" "Evidence",
        /// 法定期限规则: the calendar lacks a year, or rules changed.
        Rules "期限规则" "Rules",
        /// 月报: a month is to be reported, or a report was submitted, returned, accepted, excused, unfrozen or urged.
        MonthlyReport "数据月报" "Monthly report",
        /// 文稿: a bulletin or summary was issued, or an item was offered or used.
        OfficeDocument "工作简报" "Bulletin",
        /// 考评申诉: an appeal against a lost point was raised or decided.
        League "考评申诉" "League",
        /// 账号: an account was made, reset, disabled or given another role, or that waits to be confirmed.
        Account "账号" "Account",
    }

    /// What is wrong with an input, as a stable code.
    pub enum UserErrorCode {
        /// The value has the wrong form.
        Invalid "填写有误" "Invalid",
        /// The value is missing.
        Required "必填" "Required",
        /// The value lies outside of what is allowed.
        OutOfRange "超出范围" "Out of range",
        /// Two dates are in the wrong order, or a date lies in the future.
        DateOrder "日期先后有误" "Dates out of order",
        /// What the input names does not exist for the viewer.
        NotFound "不存在" "Not found",
        /// The viewer sees the object but may not do this to it.
        Forbidden "无权办理" "Not permitted",
        /// Somebody changed the object since the viewer saw it; the payload carries it as it is now.
        Conflict "已被他人修改" "Changed by somebody else",
        /// There is one with this value already.
        Duplicate "重复" "Duplicate",
        /// The object's rules do not allow this step now.
        IllegalTransition "当前状态不能办理" "Not possible in this state",
        /// The law leaves a region no room for such a rule of its own.
        FixedByStatute "法定事项，各地不得另定" "Fixed by statute",
        /// An officer has no enforcement certificate valid on that day (持证上岗).
        CertificateInvalid "执法证无效" "Certificate not valid",
        /// An inspection needs at least two officers.
        TooFewOfficers "执法人员不足" "Too few officers",
        /// A coordination office organises but does not itself inspect (国办发〔2024〕54号).
        CoordinationOfficeCannotInspect "协调机构不直接执法" "A coordination office does not inspect",
        /// Who filed a case does not review it (立审分离).
        SamePersonMayNotReview "立审应当分离" "Who filed a case may not review it",
        /// The user name or the password is wrong, or the account is disabled.
        SignInFailed "登录失败" "Sign-in failed",
        /// Too many failed attempts; try again later.
        TooManyAttempts "尝试过于频繁" "Too many attempts",
        /// The new password is too weak.
        PasswordWeak "密码强度不足" "Password too weak",
        /// The idempotency key was used for a different request.
        IdempotencyKeyReused "重复提交" "Submitted twice",
        /// The unified social credit code's form or check character is wrong (GB 32100-2015).
        CreditCodeInvalid "统一社会信用代码有误" "Credit code not valid",
        /// It may be a party already on record: compare, and confirm that it is a different one.
        LikelyTwin "可能重复" "Likely twin",
        /// The region would be left without an administrator.
        LastAdministrator "最后一名管理员" "Last administrator",
        /// Roles that exclude each other do not meet in one account (三员分立).
        RolesExclude "角色互斥" "Roles exclude each other",
        /// Nobody else can confirm it here: ask the region above, or use the command line.
        NobodyConfirms "无人可确认" "Nobody confirms",
    }
}
