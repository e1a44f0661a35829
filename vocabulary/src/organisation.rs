//! The closed sets of regions, departments and accounts.

closed_sets! {
    /// The level of a region.
    pub enum RegionLevel {
        /// 省
        Province "省" "Province",
        /// 市
        City "市" "City",
        /// 县区
        County "县（市、区）" "County",
        /// 乡镇
        Township "乡镇（街道）" "Township",
    }

    /// What a department is, whatever the last reorganisation calls it.
    pub enum DepartmentKind {
        /// 知识产权局
        IpOffice "知识产权" "Intellectual property",
        /// 市场监管
        MarketRegulation "市场监管" "Market regulation",
        /// 工商
        IndustryCommerce "工商" "Industry and commerce",
        /// 质监
        QualitySupervision "质监" "Quality supervision",
        /// 食药监
        FoodDrug "食药监" "Food and drugs",
        /// 公安
        Police "公安" "Police",
        /// 检察院
        Procuratorate "检察" "Procuratorate",
        /// 法院
        Court "法院" "Court",
        /// 海关
        Customs "海关" "Customs",
        /// 文旅
        Culture "文化旅游" "Culture and tourism",
        /// 文化执法
        CultureEnforcement "文化执法" "Culture enforcement",
        /// 农业
        Agriculture "农业" "Agriculture",
        /// 林业
        Forestry "林业" "Forestry",
        /// 商务
        Commerce "商务" "Commerce",
        /// 烟草
        Tobacco "烟草" "Tobacco",
        /// 卫健
        Health "卫生健康" "Health",
        /// 经信
        IndustryInformation "经信" "Industry and information",
        /// 科技
        Science "科技" "Science and technology",
        /// 教育
        Education "教育" "Education",
        /// 司法
        Justice "司法" "Justice",
        /// 其他
        Other "其他" "Other",
    }

    /// What a user may do, within their scope.
    pub enum Role {
        /// 系统管理员: users, departments and settings of the region's subtree; no cases (三员分立).
        SystemAdmin "系统管理员" "System administrator",
        /// 安全审计员: reads the audit log of the region's subtree; nothing else.
        SecurityAuditor "安全审计员" "Security auditor",
        /// 双打办工作人员: sees everything in the region's subtree, plans joint actions.
        OfficeStaff "双打办工作人员" "Office staff",
        /// 部门负责人: what an officer may, and the steps that need approval.
        DepartmentHead "部门负责人" "Head of department",
        /// 执法人员: the own department's records.
        Officer "执法人员" "Enforcement officer",
        /// 观察员: reads the own department's records, or the region's.
        Observer "查阅人员" "Observer",
        /// A department's own system: like an officer, within its token's scopes.
        Service "业务系统" "Department system",
    }

    /// What a service token may do.
    pub enum ServiceScope {
        /// Queries.
        Read "读取" "Read",
        /// Mutations too.
        Write "写入" "Write",
    }

    /// What is asked for an account.
    pub enum AccountRequestKind {
        /// 新建账号: its first one-time password.
        Create "新建账号" "New account",
        /// 重置密码: a one-time password.
        Reset "重置密码" "Password reset",
        /// 变更角色
        ChangeRole "变更角色" "Change of role",
        /// 签发令牌: a token for a department's system.
        IssueToken "签发接口令牌" "Service token",
    }

    /// What became of a request for an account.
    pub enum AccountRequestState {
        /// 待确认
        Pending "待确认" "Waits",
        /// 已确认
        Confirmed "已确认" "Confirmed",
        /// 已拒绝
        Refused "已拒绝" "Refused",
        /// 已撤回: by who asked.
        Withdrawn "已撤回" "Withdrawn",
        /// 已过期: nobody confirmed it within seven days.
        Expired "已过期" "Run out",
    }
}
