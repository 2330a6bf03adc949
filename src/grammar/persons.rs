//! Names of persons in a text that is to be published: 张三 becomes 张某, 李小明 becomes 李某某; posts stay.
//!
//! Names are those that the ledger knows, and what stands where a name stands: behind a post (局长李四被…) or before 同志. A
//! surname alone makes no name: what is not sure stays, and a person reads the text before it is published.

use super::text::hanzi;
use std::collections::{BTreeMap, HashMap};

/// A name that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// As it stood.
    pub name: String,
    /// As it stands now.
    pub shown: String,
    /// How often.
    pub count: usize,
}

/// 欧阳, 司马: surnames of two characters.
const DOUBLE: &[&str] =
    &["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯"];

/// Surnames of one character, by how common they are.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

/// Surnames that are words as well: behind a post they begin a name only where the ledger knows it.
const WORDS: &str = "和于向任时成全应安包关方连明万单常易";

/// Words of such texts that begin with a surname: 干部管理的, 干部严重违纪 name nobody.
const ORDINARY: &[&str] = &[
    "管理", "管控", "管住", "管护", "管教", "管辖", "管委", "严重", "严格", "严肃", "严厉", "严禁", "严守", "高度",
    "高效", "高质", "高速", "高额", "高于", "高标", "党员", "党组", "党委", "党政", "党建", "党纪", "党内", "党费",
    "党性", "党风", "党的", "党支", "党总", "党校", "查处", "查办", "查看", "查实", "查找", "查摆", "查明", "查阅",
    "施工", "施策", "施行", "施救", "文件", "文化", "解决", "解释", "解聘", "解除", "解读", "解困", "付款", "付出",
    "平时", "平均", "平台", "齐全", "齐抓", "费用", "简单", "简化", "景区", "景点", "房屋", "房产", "房租", "单位",
    "单独", "单笔", "商业", "商户", "商量", "商会", "卫生", "卫健", "宗旨", "宗教", "左右", "尚未", "尚有", "尚无",
    "农村", "农业", "农户", "农民", "农田", "纪律", "纪委", "纪检", "申请", "申报", "申办", "申诉", "程序", "程度",
    "许可", "许多", "许诺", "陈述", "陈旧", "张贴", "张榜", "周边", "周密", "周围", "周期", "周末", "马上", "林业",
    "林地", "林木", "郑重", "曾经", "曾任", "曾在", "曾因", "董事", "余款", "余额", "余名", "余人", "杜绝", "陆续",
    "范围", "钱款", "钱物", "符合", "毕业", "涂改", "尤其", "司法", "司机", "车辆", "车间", "项目", "荣誉", "荣获",
    "迟到", "迟缓", "迟报", "金额", "金融", "路线", "路段", "路面", "季度", "石材", "沙石", "田间", "田地", "水利",
    "江段", "夏季", "白条", "阳光", "顾问", "顾全", "焦点", "边界", "巩固", "温室", "游客", "谢绝", "古树", "章程",
    "池塘", "席位", "麻木", "甘愿", "冷漠", "冷冻", "苗木", "盛行",
];

/// Posts behind which a name stands.
const POSTS: &[&str] = &[
    "书记",
    "市长",
    "县长",
    "区长",
    "镇长",
    "乡长",
    "局长",
    "部长",
    "主任",
    "主席",
    "处长",
    "科长",
    "股长",
    "所长",
    "站长",
    "院长",
    "校长",
    "园长",
    "厂长",
    "行长",
    "队长",
    "组长",
    "会长",
    "村长",
    "庭长",
    "秘书长",
    "巡视员",
    "调研员",
    "检察长",
    "法官",
    "检察官",
    "董事长",
    "总经理",
    "经理",
    "会计",
    "出纳",
    "委员",
    "常委",
    "村主任",
    "支书",
    "村支书",
    "负责人",
    "法定代表人",
    "法人代表",
    "当事人",
    "嫌疑人",
    "被告人",
    "干部",
    "民警",
    "教师",
    "医生",
    "村民",
    "居民",
    "老板",
    "商人",
];

/// What stands right behind a name.
const BEHIND: &[&str] = &[
    "同志", "等", "因", "被", "受", "在", "的", "与", "和", "及", "任", "于", "为", "已", "对", "以", "向", "涉", "违",
    "利用", "严重", "主", "给予", "进行", "作", "同", "、", "，", ",", "。", "；", ";", "：", ":", "）", ")", "（",
    "(", "”", "’", "！", "》",
];

/// The names that are veiled, and those that stay, by their first character.
#[derive(Debug, Default)]
pub struct Names {
    known: HashMap<char, Vec<String>>,
    kept: HashMap<char, Vec<String>>,
}

impl Names {
    /// `known` are names of the ledger's persons, `kept` those that stay as they are.
    pub fn new<'n>(known: impl IntoIterator<Item = &'n str>, kept: impl IntoIterator<Item = &'n str>) -> Names {
        let by_first = |names: &mut dyn Iterator<Item = &'n str>| {
            let mut found: HashMap<char, Vec<String>> = HashMap::new();
            for name in names {
                found.entry(name.chars().next().unwrap_or_default()).or_default().push(name.to_owned());
            }
            // 李小明 before 李小
            for names in found.values_mut() {
                names.sort_by_key(|name| std::cmp::Reverse(name.len()));
            }
            found
        };
        let kept = by_first(&mut kept.into_iter());
        Names { known: by_first(&mut known.into_iter().filter(|name| is_name(name))), kept }
    }

    /// The text without the names of persons, with what was replaced.
    pub fn veiled(&self, text: &str) -> (String, Vec<Replaced>) {
        let mut out = String::with_capacity(text.len());
        let mut found: BTreeMap<String, (String, usize)> = BTreeMap::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let begins = |names: &HashMap<char, Vec<String>>| {
                names.get(&c)?.iter().find(|name| rest.starts_with(name.as_str())).map(String::len)
            };
            let len = match (begins(&self.kept), begins(&self.known).or_else(|| stated(&text[..at], rest))) {
                (None, Some(len)) => len,
                (stays, _) => {
                    let len = stays.unwrap_or(c.len_utf8());
                    out.push_str(&rest[..len]);
                    at += len;
                    continue;
                }
            };
            let shown = veiled(&rest[..len]);
            found.entry(rest[..len].to_owned()).or_insert_with(|| (shown.clone(), 0)).1 += 1;
            out.push_str(&shown);
            at += len;
        }
        let replaced = found.into_iter().map(|(name, (shown, count))| Replaced { name, shown, count });
        (out, replaced.collect())
    }
}

/// Whether a name in the ledger is that of a person, not a post.
pub fn is_name(name: &str) -> bool {
    if name.contains(['·', '•']) {
        return true; // 买买提·艾力
    }
    let count = name.chars().count();
    let given = count - surname(name).map_or(count, |len| name[..len].chars().count());
    let post = POSTS.iter().any(|post| name.ends_with(post)) || name.contains('某');
    name.chars().all(hanzi) && (1..=2).contains(&given) && !post
}

/// The bytes of the surname that a name begins with.
fn surname(name: &str) -> Option<usize> {
    if let Some(double) = DOUBLE.iter().find(|double| name.starts_with(**double)) {
        return Some(double.len());
    }
    name.chars().next().filter(|c| SURNAMES.contains(*c)).map(char::len_utf8)
}

/// 张某, 李某某.
fn veiled(name: &str) -> String {
    if let Some((first, _)) = name.split_once(['·', '•']) {
        return format!("{}某", first.chars().next().unwrap_or('某'));
    }
    let surname = surname(name).unwrap_or_default();
    let given = name[surname..].chars().count();
    format!("{}{}", &name[..surname], "某".repeat(given))
}

/// The bytes of a name that stands at the beginning of `rest`, as what stands around it says.
fn stated(before: &str, rest: &str) -> Option<usize> {
    let begins = surname(rest)?;
    if rest.starts_with(|c| WORDS.contains(c)) || ORDINARY.iter().any(|word| rest.starts_with(word)) {
        return None;
    }
    let after_post = POSTS.iter().any(|post| before.ends_with(post));
    let after_word = before.chars().next_back().is_none_or(|c| !hanzi(c));
    if !after_post && !after_word {
        return None;
    }
    let mut given = rest.get(begins..)?.char_indices();
    let mut fits = Vec::new();
    for _ in 0..2 {
        let Some((at, c)) = given.next().filter(|(_, c)| hanzi(*c) && *c != '某') else { break };
        fits.push(begins + at + c.len_utf8());
    }
    // the longer name first: 李小明被 is no 李小 before 明被
    fits.into_iter().rev().find(|len| {
        let behind = rest.get(*len..).unwrap_or_default();
        if after_post {
            behind.is_empty() || BEHIND.iter().any(|word| behind.starts_with(word))
        } else {
            behind.starts_with("同志")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_persons_are_veiled_and_posts_stay() {
        for (text, expected) in [
            ("张明牵头，李小明配合", "张某牵头，李某某配合"),
            ("市委书记、副市长、市水务局", "市委书记、副市长、市水务局"),
            ("原局长王五被立案", "原局长王某被立案"),
            ("局长王小五、镇长赵六已处理", "局长王某某、镇长赵某已处理"),
            ("司马相如同志汇报，欧阳修同志发言", "司马某某同志汇报，欧阳某同志发言"),
            ("由周同志负责", "由周同志负责"),
            ("书记张某某涉嫌违纪", "书记张某某涉嫌违纪"),
            ("党组书记成立专班", "党组书记成立专班"),
            ("主任办公会议研究", "主任办公会议研究"),
            ("书记和主任，镇长于当日在场", "书记和主任，镇长于当日在场"),
            ("加强驻村扶贫干部管理,出台办法", "加强驻村扶贫干部管理,出台办法"),
            (
                "村干部严重违纪，负责人党员身份已查实，教师单位和商户",
                "村干部严重违纪，负责人党员身份已查实，教师单位和商户",
            ),
            ("干部管理、干部管兴被处分", "干部管理、干部管某被处分"),
            ("钱仁留名", "钱仁留名"),
            ("局长钱仁因", "局长钱仁因"),
            ("买买提·艾力出席", "买某出席"),
            ("", ""),
        ] {
            let known = ["张明", "李小明", "市委书记", "买买提·艾力", "钱仁", "市水务局"];
            assert_eq!(Names::new(known, ["钱仁"]).veiled(text).0, expected, "{text}");
        }
        let (_, replaced) = Names::new(["张明"], []).veiled("张明和张明");
        assert_eq!(replaced, [Replaced { name: "张明".into(), shown: "张某".into(), count: 2 }]);
    }

    #[test]
    fn a_post_or_a_unit_is_no_name() {
        for (name, expected) in [
            ("张明", true),
            ("欧阳修", true),
            ("李小明", true),
            ("王局长", false),
            ("市委书记", false),
            ("副市长", false),
            ("张某某", false),
            ("高新区管委会", false),
            ("John", false),
            ("明", false),
        ] {
            assert_eq!(is_name(name), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_known_name_is_never_left(text in "[甲张明同志局长，。李小 ]{0,30}") {
            let (shown, replaced) = Names::new(["张明", "李小明"], []).veiled(&text);
            prop_assert!(!shown.contains("张明") && !shown.contains("李小明"), "{}", shown);
            prop_assert_eq!(replaced.is_empty(), shown == text);
        }
    }
}
