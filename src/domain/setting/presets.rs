//! How real places light their lamps (`domain.md` 2: 颜色是各地自己的规矩), as values of settings.

/// The rules of one place.
#[derive(Debug)]
pub struct Preset {
    /// The place; the default is called 默认.
    pub name: &'static str,
    /// The settings that differ from the defaults; what the place does stands in the locale files under `preset-<key>`.
    pub values: &'static [(&'static str, &'static str)],
    /// The end of that key.
    pub key: &'static str,
}

/// How the names of the settings begin that a preset sets, or sets back.
pub const GOVERNED: &[&str] = &["pace.", "lamp."];

/// Every preset. Where a source names no number (三明: the next sheet when the last brought no result) a week is ours.
pub const PRESETS: &[Preset] = &[
    Preset { name: "默认", key: "default", values: &[] },
    // 江津 巡察: green is the first warning, 20 days before the limit; yellow 10 days; red overdue
    Preset {
        name: "江津",
        key: "jiangjin",
        values: &[
            ("lamp.calm", "0"),
            ("lamp.green.days", "20"),
            ("lamp.yellow.days", "10"),
            ("lamp.yellow.behind", "0"),
        ],
    },
    // 银川: green on plan; yellow 10-30 points behind; red more than 30 points behind, or 3 months not started
    Preset {
        name: "银川",
        key: "yinchuan",
        values: &[("lamp.yellow.behind", "10"), ("lamp.red.behind", "30"), ("lamp.red.idle", "3")],
    },
    // 瓯海: red when a month's task is missed; after catching up it becomes yellow, not green, for that month
    Preset { name: "瓯海", key: "ouhai", values: &[("lamp.month", "1"), ("lamp.yellow.behind", "0")] },
    // 三明: blue, then orange, then red sheets, each when the one before brought no result
    Preset {
        name: "三明",
        key: "sanming",
        values: &[
            ("lamp.calm", "0"),
            ("lamp.blue.days", "7"),
            ("lamp.yellow.behind", "0"),
            ("lamp.orange.overdue", "1"),
            ("lamp.red.overdue", "8"),
        ],
    },
];
