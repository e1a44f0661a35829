//! What a case's page says about its course: tabs, timeline, steps.

/// The flow of a case.
pub struct Flow {
    pub overview: &'static str,
    pub timeline: &'static str,
    pub all_events: &'static str,
    pub event_count: fn(usize) -> String,
}

pub const FLOW_ZH: Flow = Flow {
    overview: "概况",
    timeline: "过程",
    all_events: "全部",
    event_count: |count| format!("共{count}条记录"),
};

pub const FLOW_EN: Flow = Flow {
    overview: "Overview",
    timeline: "Timeline",
    all_events: "All",
    event_count: |count| format!("{count} entries"),
};
