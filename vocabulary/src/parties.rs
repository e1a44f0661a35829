//! The closed sets of parties: what they are in a case, what two have in common, and the blacklist.

closed_sets! {
    /// What a party is.
    pub enum PartyKind {
        /// 市场主体
        Business "单位" "Business",
        /// 个人
        Person "个人" "Person",
    }

    /// A party's part in a case.
    pub enum PartyRole {
        /// 当事人: against whom the case runs.
        Respondent "被调查人" "Respondent",
        /// 投诉人, 举报人
        Complainant "投诉举报人" "Complainant",
        /// 权利人
        RightHolder "权利人" "Right holder",
        /// 其他
        Other "其他" "Other",
    }

    /// What two parties have in common.
    pub enum PartyLikeness {
        /// The same name, in whatever characters and width.
        Name "名称相同" "Same name",
        /// The same name but for place and legal form.
        SimilarName "字号相同" "Similar name",
        /// The same telephone number.
        Phone "电话相同" "Same telephone",
        /// The same address.
        Address "地址相同" "Same address",
        /// The same legal representative.
        Representative "法定代表人相同" "Same representative",
    }

    /// What became of the proposal to handle a case jointly.
    pub enum JointHandlingAnswer {
        /// 同意联合办案
        Accepted "同意" "Accepted",
        /// 不同意联合办案
        Declined "不同意" "Declined",
    }

    /// Where an entry of the blacklist stands.
    pub enum BlacklistState {
        /// 拟列入: proposed by rule.
        Proposed "拟列入" "Proposed",
        /// 已告知: the party was told and may state its view.
        Notified "已告知" "Notified",
        /// 已列入
        Listed "已列入" "Listed",
        /// 不予列入
        Dismissed "不予列入" "Dismissed",
        /// 已移出
        Removed "已移出" "Removed",
    }

    /// Why a party leaves the blacklist.
    pub enum BlacklistRemoval {
        /// 期满移出
        Expired "期满移出" "Time expired",
        /// 信用修复，提前移出: a year after the listing at the earliest.
        CreditRestored "信用修复" "Credit restored",
        /// 撤销列入决定
        Revoked "撤销列入决定" "Listing revoked",
    }

    /// What makes a penalised case serious enough for the blacklist.
    pub enum BlacklistMark {
        /// 重大
        Major "重大" "Major",
        /// 恶性
        Egregious "恶性" "Egregious",
        /// 吊销许可证件
        LicenceRevoked "吊销许可证件" "Licence revoked",
    }
}
