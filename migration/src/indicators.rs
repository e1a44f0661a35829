//! The indicators that are shipped: what today's summaries and the published ones count. Rows of the table `indicators`,
//! as an office's own are.

/// An indicator: names, units and definitions in Chinese and English, and what it counts.
pub struct Shipped {
    pub code: &'static str,
    pub group: &'static str,
    pub name: [&'static str; 2],
    pub unit: [&'static str; 2],
    pub definition: [&'static str; 2],
    pub measures: &'static [&'static str],
    pub kinds: &'static [&'static str],
    pub details: &'static [&'static str],
    pub level: &'static str,
    pub tally: &'static str,
    /// With which records it is entered; with none: it is counted.
    pub entered_with: &'static [&'static str],
}

/// The sum of a measure, of all levels.
const SUM: Shipped = Shipped {
    code: "",
    group: "",
    name: [""; 2],
    unit: [""; 2],
    definition: [""; 2],
    measures: &[],
    kinds: &[],
    details: &[],
    level: "ALL",
    tally: "SUM",
    entered_with: &[],
};

/// In the order in which a summary prints them.
pub const SHIPPED: &[Shipped] = &[
    Shipped {
        code: "INSPECTIONS",
        group: "INSPECTION",
        name: ["执法检查", "Inspections"],
        unit: ["次", "outings"],
        definition: [
            "本期开展的执法检查次数，同一次联合执法只计一次。",
            "Inspections carried out in the period; a joint one counts once.",
        ],
        measures: &["INSPECTION"],
        ..SUM
    },
    Shipped {
        code: "JOINT_INSPECTIONS",
        group: "INSPECTION",
        name: ["联合执法检查", "Joint inspections"],
        unit: ["次", "outings"],
        definition: [
            "两个以上（含两个）部门参加的执法检查次数，含下级地区。",
            "Inspections in which two or more departments took part, regions below included.",
        ],
        measures: &["INSPECTION"],
        details: &["JOINT"],
        ..SUM
    },
    Shipped {
        code: "JOINT_INSPECTIONS_OWN_LEVEL",
        group: "INSPECTION",
        name: ["本级联合执法检查", "Joint inspections, own level"],
        unit: ["次", "outings"],
        definition: [
            "本级部门牵头的联合执法检查次数，不含下级地区。",
            "Joint inspections led by departments of the region itself.",
        ],
        measures: &["INSPECTION"],
        details: &["JOINT"],
        level: "OWN",
        ..SUM
    },
    Shipped {
        code: "JOINT_INSPECTIONS_LOWER_LEVEL",
        group: "INSPECTION",
        name: ["下级地区联合执法检查", "Joint inspections, regions below"],
        unit: ["次", "outings"],
        definition: [
            "下级地区部门牵头的联合执法检查次数。",
            "Joint inspections led by departments of the regions below.",
        ],
        measures: &["INSPECTION"],
        details: &["JOINT"],
        level: "LOWER",
        ..SUM
    },
    Shipped {
        code: "JOINT_DEPARTMENTS",
        group: "INSPECTION",
        name: ["参加本级联合执法的部门", "Departments in joint inspections, own level"],
        unit: ["个", "departments"],
        definition: [
            "参加本级联合执法检查的部门个数，同一部门多次参加只计一次。",
            "Departments that took part in joint inspections of the region's own level, each counted once.",
        ],
        measures: &["JOINT_DEPARTMENT"],
        level: "OWN",
        tally: "DISTINCT",
        ..SUM
    },
    Shipped {
        code: "OFFICER_PERSON_TIMES",
        group: "INSPECTION",
        name: ["出动执法人员", "Officers, person-times"],
        unit: ["人次", "person-times"],
        definition: [
            "参加执法检查的执法人员人次，逐次累加。",
            "Officers' parts in inspections, added up over outings.",
        ],
        measures: &["OFFICER_PART"],
        ..SUM
    },
    Shipped {
        code: "OFFICERS",
        group: "INSPECTION",
        name: ["参加执法的人员", "Officers, persons"],
        unit: ["人", "persons"],
        definition: [
            "参加执法检查的执法人员人数，同一人多次参加只计一次。",
            "Officers who took part in inspections, each person counted once.",
        ],
        measures: &["OFFICER_PART"],
        tally: "DISTINCT",
        ..SUM
    },
    Shipped {
        code: "PREMISES_VISITS",
        group: "INSPECTION",
        name: ["检查经营单位", "Premises visited"],
        unit: ["家次", "visits"],
        definition: [
            "检查的经营单位家次，同一单位检查两次计两次。",
            "Visits of premises; premises visited twice are two visits.",
        ],
        measures: &["PREMISES_VISIT"],
        ..SUM
    },
    Shipped {
        code: "PREMISES_VISITS_OWN_LEVEL",
        group: "INSPECTION",
        name: ["本级检查经营单位", "Premises visited, own level"],
        unit: ["家次", "visits"],
        definition: [
            "本级部门牵头检查的经营单位家次，不含下级地区。",
            "Visits of premises in inspections led by departments of the region itself.",
        ],
        measures: &["PREMISES_VISIT"],
        level: "OWN",
        ..SUM
    },
    Shipped {
        code: "PREMISES_DISTINCT",
        group: "INSPECTION",
        name: ["被检查经营单位", "Premises, each once"],
        unit: ["家", "premises"],
        definition: [
            "被检查的经营单位家数，同一单位多次检查只计一次。",
            "Premises visited, each counted once.",
        ],
        measures: &["PREMISES_VISIT"],
        tally: "DISTINCT",
        ..SUM
    },
    Shipped {
        code: "GOODS_CHECKED",
        group: "INSPECTION",
        name: ["检查商品", "Goods checked"],
        unit: ["件", "items"],
        definition: ["执法检查中检查的商品件数。", "Goods checked at inspections."],
        measures: &["GOODS_CHECKED"],
        ..SUM
    },
    Shipped {
        code: "SELF_CHECKS",
        group: "INSPECTION",
        name: ["收到自查自纠表", "Self-checks received"],
        unit: ["份", "forms"],
        definition: [
            "经营单位交回的自查自纠表份数，随执法检查、培训、宣传活动填报。",
            "Forms of their own checks that businesses handed in, entered with inspections, trainings and publicity events.",
        ],
        measures: &["INSPECTION_AMOUNT", "TRAINING_AMOUNT", "PUBLICITY_AMOUNT"],
        details: &["SELF_CHECKS"],
        entered_with: &["INSPECTION", "TRAINING", "PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "ECOMMERCE_LINKS",
        group: "INSPECTION",
        name: ["电商专家意见涉及链接", "E-commerce links examined"],
        unit: ["条", "links"],
        definition: [
            "请专家判断是否侵权的电商平台链接条数，随执法检查填报。",
            "Links of e-commerce platforms on which experts were asked for an opinion, entered with inspections.",
        ],
        measures: &["INSPECTION_AMOUNT"],
        details: &["ECOMMERCE_LINKS"],
        entered_with: &["INSPECTION"],
        ..SUM
    },
    Shipped {
        code: "ECOMMERCE_OPINIONS",
        group: "INSPECTION",
        name: ["出具电商专家意见", "Expert opinions for e-commerce"],
        unit: ["份", "opinions"],
        definition: [
            "就电商平台链接出具的专家判断意见份数，随执法检查填报。",
            "Opinions that experts gave on links of e-commerce platforms, entered with inspections.",
        ],
        measures: &["INSPECTION_AMOUNT"],
        details: &["ECOMMERCE_OPINIONS"],
        entered_with: &["INSPECTION"],
        ..SUM
    },
    Shipped {
        code: "SEIZURES",
        group: "INSPECTION",
        name: ["登记保存、查封、扣押", "Seizures"],
        unit: ["次", "seizures"],
        definition: [
            "本期采取先行登记保存、查封、扣押措施的次数。",
            "Preservations, sealings and detentions of goods in the period.",
        ],
        measures: &["SEIZURE"],
        ..SUM
    },
    Shipped {
        code: "SEIZED_KINDS",
        group: "INSPECTION",
        name: ["查扣商品种类", "Kinds of goods seized"],
        unit: ["种", "kinds"],
        definition: [
            "本期登记保存、查封、扣押的商品种数，同名商品只计一种。",
            "Kinds of goods seized in the period; goods of one name are one kind.",
        ],
        measures: &["SEIZED_GOODS"],
        tally: "DISTINCT",
        ..SUM
    },
    Shipped {
        code: "SEIZED_VALUE",
        group: "INSPECTION",
        name: ["查扣商品货值", "Value of goods seized"],
        unit: ["元", "yuan"],
        definition: ["本期登记保存、查封、扣押商品的货值总额。", "Value of the goods seized in the period."],
        measures: &["SEIZED_VALUE"],
        ..SUM
    },
    Shipped {
        code: "DESTROYED_KINDS",
        group: "INSPECTION",
        name: ["销毁商品种类", "Kinds of goods destroyed"],
        unit: ["种", "kinds"],
        definition: [
            "本期销毁的涉案商品种数，同名商品只计一种。",
            "Kinds of goods destroyed in the period; goods of one name are one kind.",
        ],
        measures: &["DESTROYED_GOODS"],
        tally: "DISTINCT",
        ..SUM
    },
    Shipped {
        code: "DESTROYED_ITEMS",
        group: "INSPECTION",
        name: ["销毁商品", "Goods destroyed"],
        unit: ["件", "items"],
        definition: [
            "本期销毁的按件计数的涉案商品数量（件、个、瓶、盒、包、袋、条、双、只、台、套、张、册、支、部、本、箱）。",
            "Goods destroyed in the period that are counted by the piece.",
        ],
        measures: &["DESTROYED_QUANTITY"],
        details: &[
            "件", "个", "瓶", "盒", "包", "袋", "条", "双", "只", "台", "套", "张", "册", "支", "部", "本",
            "箱",
        ],
        ..SUM
    },
    Shipped {
        code: "DESTROYED_KILOGRAMS",
        group: "INSPECTION",
        name: ["销毁商品重量", "Weight of goods destroyed"],
        unit: ["公斤", "kilograms"],
        definition: [
            "本期销毁的按公斤（千克）计量的涉案商品重量，不足一公斤的舍去。",
            "Goods destroyed in the period that are weighed in kilograms, fractions of each left out.",
        ],
        measures: &["DESTROYED_QUANTITY"],
        details: &["公斤", "千克"],
        ..SUM
    },
    Shipped {
        code: "DESTROYED_VALUE",
        group: "INSPECTION",
        name: ["销毁商品货值", "Value of goods destroyed"],
        unit: ["元", "yuan"],
        definition: [
            "本期销毁的涉案商品货值总额，部分销毁的按数量折算。",
            "Value of the goods destroyed in the period; of a part, in proportion.",
        ],
        measures: &["DESTROYED_VALUE"],
        ..SUM
    },
    Shipped {
        code: "CASES_CARRIED_OVER",
        group: "CASES",
        name: ["上期结转案件", "Cases carried over"],
        unit: ["件", "cases"],
        definition: [
            "本期开始前受理、至本期开始时尚未办结的案件数。",
            "Cases accepted before the period and still open at its start.",
        ],
        measures: &["CASE_OPEN"],
        tally: "AT_THE_START",
        ..SUM
    },
    Shipped {
        code: "CASES_ACCEPTED",
        group: "CASES",
        name: ["受理案件", "Cases accepted"],
        unit: ["件", "cases"],
        definition: ["受理日期在本期内的案件数。", "Cases accepted in the period."],
        measures: &["CASE_ACCEPTED"],
        ..SUM
    },
    Shipped {
        code: "CASES_FILED",
        group: "CASES",
        name: ["立案", "Cases filed"],
        unit: ["件", "cases"],
        definition: ["立案日期在本期内的案件数。", "Cases filed in the period."],
        measures: &["CASE_FILED"],
        ..SUM
    },
    Shipped {
        code: "COUNTERFEIT_PATENT_CASES_FILED",
        group: "CASES",
        name: ["假冒专利案件立案", "Counterfeit patent cases filed"],
        unit: ["件", "cases"],
        definition: ["本期立案的假冒专利案件数。", "Counterfeit patent cases filed in the period."],
        measures: &["CASE_FILED"],
        kinds: &["COUNTERFEIT_PATENT"],
        ..SUM
    },
    Shipped {
        code: "CASES_CLOSED",
        group: "CASES",
        name: ["结案", "Cases closed"],
        unit: ["件", "cases"],
        definition: [
            "结案日期在本期内的受理案件数；中止的案件、受理前移送或撤销的线索不计入。",
            "Accepted cases closed in the period; suspended cases, and leads that ended before they were accepted, are never among them.",
        ],
        measures: &["CASE_CLOSED"],
        ..SUM
    },
    Shipped {
        code: "CASES_CLOSED_ON_TIME",
        group: "CASES",
        name: ["按期结案", "Cases closed on time"],
        unit: ["件", "cases"],
        definition: [
            "本期结案的案件中，在办案期限内作出决定（或直接结案）的件数。",
            "Cases closed in the period whose decision, or closing without one, came by their due date.",
        ],
        measures: &["CASE_TIMELINESS"],
        details: &["ON_TIME"],
        ..SUM
    },
    Shipped {
        code: "CASES_CLOSED_WITHOUT_LIMIT",
        group: "CASES",
        name: ["无法定期限的结案", "Closed without a limit"],
        unit: ["件", "cases"],
        definition: [
            "本期结案的案件中，办理时没有法定办案期限的件数；计算按期结案率时不计入。",
            "Cases closed in the period for which no limit was in force; the on-time closing rate leaves them out.",
        ],
        measures: &["CASE_TIMELINESS"],
        details: &["NO_LIMIT"],
        ..SUM
    },
    Shipped {
        code: "CLOSED_PENALTY",
        group: "CASES",
        name: ["行政处罚结案", "Closed with a penalty"],
        unit: ["件", "cases"],
        definition: ["本期结案的案件中，作出行政处罚的件数。", "Cases closed in the period with a penalty."],
        measures: &["CASE_CLOSED"],
        details: &["PENALTY"],
        ..SUM
    },
    Shipped {
        code: "CLOSED_NO_PENALTY",
        group: "CASES",
        name: ["不予处罚结案", "Closed without a penalty"],
        unit: ["件", "cases"],
        definition: [
            "本期结案的案件中，不予行政处罚的件数。",
            "Cases closed in the period without a penalty.",
        ],
        measures: &["CASE_CLOSED"],
        details: &["NO_PENALTY"],
        ..SUM
    },
    Shipped {
        code: "CLOSED_MEDIATED",
        group: "CASES",
        name: ["调解结案", "Closed by mediation"],
        unit: ["件", "cases"],
        definition: [
            "本期结案的案件中，经调解结案的纠纷件数。",
            "Disputes closed in the period by mediation.",
        ],
        measures: &["CASE_CLOSED"],
        details: &["MEDIATED"],
        ..SUM
    },
    Shipped {
        code: "CLOSED_DECIDED",
        group: "CASES",
        name: ["处理决定结案", "Closed by a decision"],
        unit: ["件", "cases"],
        definition: [
            "本期结案的案件中，作出处理决定的纠纷件数。",
            "Disputes closed in the period by a decision.",
        ],
        measures: &["CASE_CLOSED"],
        details: &["DECIDED"],
        ..SUM
    },
    Shipped {
        code: "CLOSED_WITHDRAWN",
        group: "CASES",
        name: ["撤案、撤回", "Withdrawn"],
        unit: ["件", "cases"],
        definition: [
            "本期结案的案件中，撤案或请求人撤回的件数。",
            "Cases closed in the period because they were withdrawn.",
        ],
        measures: &["CASE_CLOSED"],
        details: &["WITHDRAWN"],
        ..SUM
    },
    Shipped {
        code: "CLOSED_TAKEN_OVER",
        group: "CASES",
        name: ["移送结案", "Taken over"],
        unit: ["件", "cases"],
        definition: [
            "本期结案的案件中，由公安机关或其他部门、地区接办的件数。",
            "Cases closed in the period because the police, another department or another region took them over.",
        ],
        measures: &["CASE_CLOSED"],
        details: &["TAKEN_OVER_BY_POLICE", "TAKEN_OVER_BY_DEPARTMENT"],
        ..SUM
    },
    Shipped {
        code: "CASES_NOT_FILED",
        group: "CASES",
        name: ["不予立案", "Cases declined for filing"],
        unit: ["件", "cases"],
        definition: [
            "本期内决定不予立案的受理案件数；不计入结案。",
            "Accepted cases declined for filing in the period; they are not among the closed.",
        ],
        measures: &["CASE_NOT_FILED"],
        ..SUM
    },
    Shipped {
        code: "CASES_PENDING",
        group: "CASES",
        name: ["期末未结案件", "Cases pending"],
        unit: ["件", "cases"],
        definition: [
            "已受理、至本期末尚未办结的案件数：上期结转＋本期受理＝本期结案＋不予立案＋期末未结。",
            "Accepted cases still open at the period's end: carried over + accepted = closed + declined for filing + pending.",
        ],
        measures: &["CASE_OPEN"],
        tally: "AT_THE_END",
        ..SUM
    },
    Shipped {
        code: "CASES_SUSPENDED",
        group: "CASES",
        name: ["中止案件", "Cases suspended"],
        unit: ["件", "cases"],
        definition: [
            "本期末处于中止状态的案件数，单独统计，不计入结案。",
            "Cases suspended at the end of the period; counted on their own and never within closed.",
        ],
        measures: &["CASE_SUSPENDED"],
        tally: "AT_THE_END",
        ..SUM
    },
    Shipped {
        code: "CASES_SUSPENDED_IN_PERIOD",
        group: "CASES",
        name: ["本期中止案件", "Cases suspended in the period"],
        unit: ["件", "cases"],
        definition: [
            "中止日期在本期内的案件数，期末是否已恢复均计入，同一案件多次中止只计一次。",
            "Cases suspended in the period, whether resumed since or not; each counted once.",
        ],
        measures: &["CASE_SUSPENSION"],
        tally: "DISTINCT",
        ..SUM
    },
    Shipped {
        code: "JOINTLY_HANDLED_CASES",
        group: "CASES",
        name: ["联合办案", "Cases handled jointly"],
        unit: ["件", "cases"],
        definition: [
            "本期受理的案件中，由两个以上（含两个）部门联合办理的件数。",
            "Cases accepted in the period that two or more departments handle jointly.",
        ],
        measures: &["CASE_ACCEPTED"],
        details: &["JOINT"],
        ..SUM
    },
    Shipped {
        code: "CASES_REFERRED_TO_DEPARTMENT",
        group: "CASES",
        name: ["移送其他部门案件", "Cases referred to departments"],
        unit: ["件", "cases"],
        definition: [
            "本期移送其他行政部门的案件数，同一案件多次移送只计一次。",
            "Cases referred to another department in the period, each counted once.",
        ],
        measures: &["CASE_REFERRED"],
        details: &["DEPARTMENT"],
        tally: "DISTINCT",
        ..SUM
    },
    Shipped {
        code: "CASES_REFERRED_TO_OTHER_REGION",
        group: "CASES",
        name: ["移送其他地区案件", "Cases referred to other regions"],
        unit: ["件", "cases"],
        definition: [
            "本期移送其他地区的案件数，同一案件多次移送只计一次。",
            "Cases referred to another region in the period, each counted once.",
        ],
        measures: &["CASE_REFERRED"],
        details: &["REGION"],
        tally: "DISTINCT",
        ..SUM
    },
    Shipped {
        code: "CASES_REFERRED_TO_POLICE",
        group: "CASES",
        name: ["移送公安机关案件", "Cases referred to the police"],
        unit: ["件", "cases"],
        definition: [
            "本期因涉嫌犯罪移送公安机关的案件数，同一案件多次移送只计一次。",
            "Cases referred to the police in the period, each counted once.",
        ],
        measures: &["CASE_REFERRED"],
        details: &["POLICE"],
        tally: "DISTINCT",
        ..SUM
    },
    Shipped {
        code: "FINES",
        group: "CASES",
        name: ["罚款", "Fines"],
        unit: ["元", "yuan"],
        definition: [
            "处罚决定日期在本期内的案件的罚款总额。",
            "Fines of the penalties decided in the period.",
        ],
        measures: &["FINE"],
        ..SUM
    },
    Shipped {
        code: "CONFISCATED_INCOME",
        group: "CASES",
        name: ["没收违法所得", "Confiscated income"],
        unit: ["元", "yuan"],
        definition: [
            "处罚决定日期在本期内的案件没收的违法所得总额。",
            "Illegal income confiscated by the penalties decided in the period.",
        ],
        measures: &["CONFISCATED_INCOME"],
        ..SUM
    },
    Shipped {
        code: "TRAINING_AND_PUBLICITY_EVENTS",
        group: "TRAINING",
        name: ["培训和宣传活动", "Trainings and publicity events"],
        unit: ["次", "events"],
        definition: [
            "本期举办的培训与宣传活动次数之和，按开始日期统计。",
            "Trainings and publicity events together, by their first day.",
        ],
        measures: &["TRAINING", "PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "TRAININGS",
        group: "TRAINING",
        name: ["培训", "Trainings"],
        unit: ["次", "trainings"],
        definition: ["本期举办的培训次数，按开始日期统计。", "Trainings, by their first day."],
        measures: &["TRAINING"],
        ..SUM
    },
    Shipped {
        code: "LECTURES",
        group: "TRAINING",
        name: ["讲座", "Lectures"],
        unit: ["次", "lectures"],
        definition: ["本期举办的讲座次数。", "Trainings that were lectures."],
        measures: &["TRAINING"],
        kinds: &["LECTURE"],
        ..SUM
    },
    Shipped {
        code: "SEMINARS",
        group: "TRAINING",
        name: ["研讨会", "Seminars"],
        unit: ["次", "seminars"],
        definition: ["本期举办的研讨会、座谈会次数。", "Trainings that were seminars."],
        measures: &["TRAINING"],
        kinds: &["SEMINAR"],
        ..SUM
    },
    Shipped {
        code: "TRAINED_PERSON_TIMES",
        group: "TRAINING",
        name: ["培训人员", "People trained, person-times"],
        unit: ["人次", "person-times"],
        definition: ["参加培训的人次，逐次累加。", "People trained, added up over trainings."],
        measures: &["TRAINED_PERSON_TIMES"],
        ..SUM
    },
    Shipped {
        code: "SEMINAR_COMPANIES",
        group: "TRAINING",
        name: ["参加研讨会的企业", "Companies at seminars"],
        unit: ["家", "companies"],
        definition: [
            "参加研讨会、座谈会的企业家数，逐次累加。",
            "Companies at seminars, added up over seminars.",
        ],
        measures: &["TRAINING_COMPANIES"],
        kinds: &["SEMINAR"],
        ..SUM
    },
    Shipped {
        code: "TRAINING_COMPANIES",
        group: "TRAINING",
        name: ["参加培训的企业", "Companies trained"],
        unit: ["家", "companies"],
        definition: [
            "参加各类培训的企业家数，逐次累加。",
            "Companies at trainings of any form, added up over trainings.",
        ],
        measures: &["TRAINING_COMPANIES"],
        ..SUM
    },
    Shipped {
        code: "PILOT_COMPANIES",
        group: "TRAINING",
        name: ["试点示范企业", "Pilot companies"],
        unit: ["家", "companies"],
        definition: [
            "新确定的知识产权试点、示范企业家数，随培训、宣传活动填报。",
            "Companies newly chosen as pilots for intellectual property, entered with trainings and publicity events.",
        ],
        measures: &["TRAINING_AMOUNT", "PUBLICITY_AMOUNT"],
        details: &["PILOT_COMPANIES"],
        entered_with: &["TRAINING", "PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "COACHING_VISITS",
        group: "TRAINING",
        name: ["上门辅导企业", "Coaching visits"],
        unit: ["家次", "visits"],
        definition: [
            "上门辅导企业的家次，随培训、宣传活动填报。",
            "Visits to companies for coaching, entered with trainings and publicity events.",
        ],
        measures: &["TRAINING_AMOUNT", "PUBLICITY_AMOUNT"],
        details: &["COACHING_VISITS"],
        entered_with: &["TRAINING", "PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "PUBLICITY_EVENTS",
        group: "PUBLICITY",
        name: ["宣传活动", "Publicity events"],
        unit: ["次", "events"],
        definition: ["本期开展的宣传活动次数，按开始日期统计。", "Publicity events, by their first day."],
        measures: &["PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "MATERIALS",
        group: "PUBLICITY",
        name: ["发放宣传资料", "Materials handed out"],
        unit: ["份", "pieces"],
        definition: ["宣传活动中发放的资料份数。", "Pieces of material handed out at publicity events."],
        measures: &["MATERIALS"],
        ..SUM
    },
    Shipped {
        code: "LEAFLETS",
        group: "PUBLICITY",
        name: ["发放传单", "Leaflets"],
        unit: ["份", "leaflets"],
        definition: [
            "发放宣传单、折页的份数，随宣传活动填报。",
            "Leaflets handed out, entered with publicity events.",
        ],
        measures: &["PUBLICITY_AMOUNT"],
        details: &["LEAFLETS"],
        entered_with: &["PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "BOOKLETS",
        group: "PUBLICITY",
        name: ["发放宣传册", "Booklets"],
        unit: ["册", "booklets"],
        definition: [
            "发放宣传册的册数，随宣传活动填报。",
            "Booklets handed out, entered with publicity events.",
        ],
        measures: &["PUBLICITY_AMOUNT"],
        details: &["BOOKLETS"],
        entered_with: &["PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "GUIDES",
        group: "PUBLICITY",
        name: ["发放指南", "Guides"],
        unit: ["本", "guides"],
        definition: [
            "发放办事、维权指南的本数，随宣传活动填报。",
            "Guides handed out, entered with publicity events.",
        ],
        measures: &["PUBLICITY_AMOUNT"],
        details: &["GUIDES"],
        entered_with: &["PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "BANNERS",
        group: "PUBLICITY",
        name: ["悬挂横幅标语", "Banners hung"],
        unit: ["条", "banners"],
        definition: [
            "悬挂横幅、张贴标语的条数，随宣传活动填报。",
            "Banners hung and slogans put up, entered with publicity events.",
        ],
        measures: &["PUBLICITY_AMOUNT"],
        details: &["BANNERS"],
        entered_with: &["PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "BOARDS",
        group: "PUBLICITY",
        name: ["制作展板", "Display boards"],
        unit: ["块", "boards"],
        definition: [
            "制作、展出宣传展板的块数，随宣传活动填报。",
            "Boards made and shown, entered with publicity events.",
        ],
        measures: &["PUBLICITY_AMOUNT"],
        details: &["BOARDS"],
        entered_with: &["PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "DESKS",
        group: "PUBLICITY",
        name: ["设立咨询台", "Consultation desks"],
        unit: ["个", "desks"],
        definition: [
            "设立现场咨询台的个数，随宣传活动填报。",
            "Desks set up for advice, entered with publicity events.",
        ],
        measures: &["PUBLICITY_AMOUNT"],
        details: &["DESKS"],
        entered_with: &["PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "CONSULTATIONS",
        group: "PUBLICITY",
        name: ["接受咨询", "Consultations"],
        unit: ["人次", "person-times"],
        definition: ["宣传活动中接受咨询的人次。", "People consulted at publicity events."],
        measures: &["CONSULTATIONS"],
        ..SUM
    },
    Shipped {
        code: "ONLINE_CONSULTATIONS",
        group: "PUBLICITY",
        name: ["网上咨询", "Consultations on line"],
        unit: ["人次", "person-times"],
        definition: [
            "通过网络、电话答复咨询的人次，随宣传活动填报。",
            "People advised on line or by telephone, entered with publicity events.",
        ],
        measures: &["PUBLICITY_AMOUNT"],
        details: &["ONLINE_CONSULTATIONS"],
        entered_with: &["PUBLICITY_EVENT"],
        ..SUM
    },
    Shipped {
        code: "MEDIA_ITEMS",
        group: "PUBLICITY",
        name: ["媒体报道", "Media items"],
        unit: ["条", "items"],
        definition: ["新闻媒体报道的条数。", "Items in the media."],
        measures: &["MEDIA_ITEMS"],
        ..SUM
    },
    Shipped {
        code: "TELEVISION_PROGRAMMES",
        group: "PUBLICITY",
        name: ["电视节目", "Television programmes"],
        unit: ["期", "programmes"],
        definition: ["播出的电视节目期数。", "Television programmes broadcast."],
        measures: &["TELEVISION_PROGRAMMES"],
        ..SUM
    },
];

/// Those of cases that came later, each with the one before which it stands.
pub const SHIPPED_OF_CASES: &[(Shipped, &str)] = &[
    (
        Shipped {
            code: "CASES_RECEIVED",
            group: "CASES",
            name: ["收到线索", "Leads received"],
            unit: ["件", "cases"],
            definition: [
                "本期收到（含自行发现）的案件线索件数，无论此后是否受理。",
                "Leads received or found in the period, whether they were accepted or not.",
            ],
            measures: &["CASE_RECEIVED"],
            ..SUM
        },
        "CASES_ACCEPTED",
    ),
    (
        Shipped {
            code: "CASES_DECIDED",
            group: "CASES",
            name: ["作出决定", "Cases decided"],
            unit: ["件", "cases"],
            definition: ["本期作出处理决定的案件数。", "Cases decided in the period."],
            measures: &["CASE_DECIDED"],
            ..SUM
        },
        "CASES_CLOSED",
    ),
    (
        Shipped {
            code: "CASES_CLOSED_LATE",
            group: "CASES",
            name: ["超期结案", "Cases closed late"],
            unit: ["件", "cases"],
            definition: [
                "本期结案的案件中，超过办案期限才作出决定（或直接结案）的件数。",
                "Cases closed in the period whose decision, or closing without one, came after their due date.",
            ],
            measures: &["CASE_TIMELINESS"],
            details: &["LATE"],
            ..SUM
        },
        "CASES_CLOSED_WITHOUT_LIMIT",
    ),
    (
        Shipped {
            code: "CASES_DUE",
            group: "CASES",
            name: ["到期未办结案件", "Cases due"],
            unit: ["件", "cases"],
            definition: [
                "办案期限在本期内届满、至今仍待办理的案件数；期限已过的即为超期。",
                "Cases whose limit ends within the period and that still wait; those whose day is past are overdue.",
            ],
            measures: &["CASE_DUE"],
            ..SUM
        },
        "CASES_SUSPENDED",
    ),
];

/// Of the columns of national monthly statistics, each with that before which it stands.
pub const SHIPPED_OF_AREAS: &[(Shipped, &str)] = &[
    (
        Shipped {
            code: "CASES_FILED_INTERNET",
            group: "CASES",
            name: ["互联网案件立案", "Cases filed on the Internet"],
            unit: ["件", "cases"],
            definition: [
                "本期立案的案件中，重点领域包括互联网的件数；一件案件可能属于几个领域。",
                "Cases filed in the period on the Internet; a case may lie in several areas.",
            ],
            measures: &["CASE_FILED_IN_AREA"],
            details: &["INTERNET"],
            ..SUM
        },
        "COUNTERFEIT_PATENT_CASES_FILED",
    ),
    (
        Shipped {
            code: "CASES_FILED_RURAL",
            group: "CASES",
            name: ["农村和城乡结合部案件立案", "Cases filed in the countryside and on town fringes"],
            unit: ["件", "cases"],
            definition: [
                "本期立案的案件中，重点领域包括农村和城乡结合部的件数；一件案件可能属于几个领域。",
                "Cases filed in the period in the countryside and on town fringes; a case may lie in several areas.",
            ],
            measures: &["CASE_FILED_IN_AREA"],
            details: &["RURAL"],
            ..SUM
        },
        "COUNTERFEIT_PATENT_CASES_FILED",
    ),
    (
        Shipped {
            code: "CASES_FILED_MARKET",
            group: "CASES",
            name: ["商品交易市场案件立案", "Cases filed in commodity markets"],
            unit: ["件", "cases"],
            definition: [
                "本期立案的案件中，重点领域包括商品交易市场的件数；一件案件可能属于几个领域。",
                "Cases filed in the period in commodity markets; a case may lie in several areas.",
            ],
            measures: &["CASE_FILED_IN_AREA"],
            details: &["MARKET"],
            ..SUM
        },
        "COUNTERFEIT_PATENT_CASES_FILED",
    ),
    (
        Shipped {
            code: "CASES_FILED_FOREIGN_INVESTED",
            group: "CASES",
            name: ["外商投资企业案件立案", "Cases filed concerning foreign-invested enterprises"],
            unit: ["件", "cases"],
            definition: [
                "本期立案的案件中，重点领域包括外商投资企业的件数；一件案件可能属于几个领域。",
                "Cases filed in the period concerning foreign-invested enterprises; a case may lie in several areas.",
            ],
            measures: &["CASE_FILED_IN_AREA"],
            details: &["FOREIGN_INVESTED"],
            ..SUM
        },
        "COUNTERFEIT_PATENT_CASES_FILED",
    ),
    (
        Shipped {
            code: "CASES_FILED_IMPORT_AND_EXPORT",
            group: "CASES",
            name: ["进出口环节案件立案", "Cases filed in import and export"],
            unit: ["件", "cases"],
            definition: [
                "本期立案的案件中，重点领域包括进出口环节的件数；一件案件可能属于几个领域。",
                "Cases filed in the period in import and export; a case may lie in several areas.",
            ],
            measures: &["CASE_FILED_IN_AREA"],
            details: &["IMPORT_AND_EXPORT"],
            ..SUM
        },
        "COUNTERFEIT_PATENT_CASES_FILED",
    ),
    (
        Shipped {
            code: "CASES_CLOSED_INTERNET",
            group: "CASES",
            name: ["互联网案件结案", "Cases closed on the Internet"],
            unit: ["件", "cases"],
            definition: [
                "本期结案的受理案件中，重点领域包括互联网的件数；一件案件可能属于几个领域。",
                "Accepted cases closed in the period on the Internet; a case may lie in several areas.",
            ],
            measures: &["CASE_CLOSED_IN_AREA"],
            details: &["INTERNET"],
            ..SUM
        },
        "CLOSED_PENALTY",
    ),
    (
        Shipped {
            code: "CASES_CLOSED_RURAL",
            group: "CASES",
            name: ["农村和城乡结合部案件结案", "Cases closed in the countryside and on town fringes"],
            unit: ["件", "cases"],
            definition: [
                "本期结案的受理案件中，重点领域包括农村和城乡结合部的件数；一件案件可能属于几个领域。",
                "Accepted cases closed in the period in the countryside and on town fringes; a case may lie in several areas.",
            ],
            measures: &["CASE_CLOSED_IN_AREA"],
            details: &["RURAL"],
            ..SUM
        },
        "CLOSED_PENALTY",
    ),
    (
        Shipped {
            code: "CASES_CLOSED_MARKET",
            group: "CASES",
            name: ["商品交易市场案件结案", "Cases closed in commodity markets"],
            unit: ["件", "cases"],
            definition: [
                "本期结案的受理案件中，重点领域包括商品交易市场的件数；一件案件可能属于几个领域。",
                "Accepted cases closed in the period in commodity markets; a case may lie in several areas.",
            ],
            measures: &["CASE_CLOSED_IN_AREA"],
            details: &["MARKET"],
            ..SUM
        },
        "CLOSED_PENALTY",
    ),
    (
        Shipped {
            code: "CASES_CLOSED_FOREIGN_INVESTED",
            group: "CASES",
            name: ["外商投资企业案件结案", "Cases closed concerning foreign-invested enterprises"],
            unit: ["件", "cases"],
            definition: [
                "本期结案的受理案件中，重点领域包括外商投资企业的件数；一件案件可能属于几个领域。",
                "Accepted cases closed in the period concerning foreign-invested enterprises; a case may lie in several areas.",
            ],
            measures: &["CASE_CLOSED_IN_AREA"],
            details: &["FOREIGN_INVESTED"],
            ..SUM
        },
        "CLOSED_PENALTY",
    ),
    (
        Shipped {
            code: "CASES_CLOSED_IMPORT_AND_EXPORT",
            group: "CASES",
            name: ["进出口环节案件结案", "Cases closed in import and export"],
            unit: ["件", "cases"],
            definition: [
                "本期结案的受理案件中，重点领域包括进出口环节的件数；一件案件可能属于几个领域。",
                "Accepted cases closed in the period in import and export; a case may lie in several areas.",
            ],
            measures: &["CASE_CLOSED_IN_AREA"],
            details: &["IMPORT_AND_EXPORT"],
            ..SUM
        },
        "CLOSED_PENALTY",
    ),
    (
        Shipped {
            code: "CLOSED_TAKEN_OVER_BY_POLICE",
            group: "CASES",
            name: ["公安机关立案", "Taken over by the police"],
            unit: ["件", "cases"],
            definition: [
                "本期结案的案件中，移送后由公安机关立案的件数。",
                "Cases closed in the period because the police filed what was referred to them.",
            ],
            measures: &["CASE_CLOSED"],
            details: &["TAKEN_OVER_BY_POLICE"],
            ..SUM
        },
        "CASES_NOT_FILED",
    ),
    (
        Shipped {
            code: "CLOSED_CASE_AMOUNT",
            group: "CASES",
            name: ["结案案件涉案金额", "Amount of cases closed"],
            unit: ["元", "yuan"],
            definition: [
                "本期结案的受理案件的涉案金额合计。",
                "The amounts of business of the accepted cases closed in the period.",
            ],
            measures: &["CLOSED_CASE_AMOUNT"],
            ..SUM
        },
        "FINES",
    ),
    (
        Shipped {
            code: "RECOVERED_LOSS",
            group: "CASES",
            name: ["挽回经济损失", "Losses recovered"],
            unit: ["元", "yuan"],
            definition: [
                "本期结案的受理案件挽回的经济损失合计。",
                "What the accepted cases closed in the period recovered for those who were harmed.",
            ],
            measures: &["RECOVERED_LOSS"],
            ..SUM
        },
        "TRAINING_AND_PUBLICITY_EVENTS",
    ),
];
