//! The State Council's schedules of days off and of weekend days worked (放假调休), as they were published.
//!
//! Each line is one festival of one notice. Rows of a later notice stand after those they change, and win.

/// One festival: days off from the first to the last, and the weekend days worked for them.
pub(super) struct Festival {
    /// The notice that orders it.
    pub notice: &'static str,
    pub year: i32,
    /// First day off, month and day.
    pub from: (u32, u32),
    /// Last day off, month and day.
    pub to: (u32, u32),
    /// Weekend days that are worked.
    pub work: &'static [(u32, u32)],
}

const fn of(
    notice: &'static str,
    year: i32,
    from: (u32, u32),
    to: (u32, u32),
    work: &'static [(u32, u32)],
) -> Festival {
    Festival { notice, year, from, to, work }
}

/// The years that have a schedule here.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 2019..=2026;

const N2019: &str = "国办发明电〔2018〕15号";
const N2019_MAY: &str = "国办发明电〔2019〕3号";
const N2020: &str = "国办发明电〔2019〕16号";
const N2020_SPRING: &str = "国办发明电〔2020〕1号";
const N2021: &str = "国办发明电〔2020〕27号";
const N2022: &str = "国办发明电〔2021〕11号";
const N2023: &str = "国办发明电〔2022〕16号";
const N2024: &str = "国办发明电〔2023〕7号";
const N2025: &str = "国办发明电〔2024〕12号";
const N2026: &str = "国办发明电〔2025〕7号";

/// Every festival of these years; days of a festival that fall into the year before stand under that year.
pub(super) const FESTIVALS: &[Festival] = &[
    // 2019. The notice of 22 March 2019 made Labour Day four days; the first one had given 1 May alone.
    of(N2019, 2019, (1, 1), (1, 1), &[]),
    of(N2019, 2019, (2, 4), (2, 10), &[(2, 2), (2, 3)]),
    of(N2019, 2019, (4, 5), (4, 7), &[]),
    of(N2019, 2019, (5, 1), (5, 1), &[]),
    of(N2019_MAY, 2019, (5, 1), (5, 4), &[(4, 28), (5, 5)]),
    of(N2019, 2019, (6, 7), (6, 9), &[]),
    of(N2019, 2019, (9, 13), (9, 15), &[]),
    of(N2019, 2019, (10, 1), (10, 7), &[(9, 29), (10, 12)]),
    // 2020. The notice of 26 January 2020 prolonged the Spring Festival to 2 February, for the epidemic.
    of(N2020, 2020, (1, 1), (1, 1), &[]),
    of(N2020, 2020, (1, 24), (1, 30), &[(1, 19), (2, 1)]),
    of(N2020_SPRING, 2020, (1, 31), (2, 2), &[]),
    of(N2020, 2020, (4, 4), (4, 6), &[]),
    of(N2020, 2020, (5, 1), (5, 5), &[(4, 26), (5, 9)]),
    of(N2020, 2020, (6, 25), (6, 27), &[(6, 28)]),
    of(N2020, 2020, (10, 1), (10, 8), &[(9, 27), (10, 10)]),
    // 2021
    of(N2021, 2021, (1, 1), (1, 3), &[]),
    of(N2021, 2021, (2, 11), (2, 17), &[(2, 7), (2, 20)]),
    of(N2021, 2021, (4, 3), (4, 5), &[]),
    of(N2021, 2021, (5, 1), (5, 5), &[(4, 25), (5, 8)]),
    of(N2021, 2021, (6, 12), (6, 14), &[]),
    of(N2021, 2021, (9, 19), (9, 21), &[(9, 18)]),
    of(N2021, 2021, (10, 1), (10, 7), &[(9, 26), (10, 9)]),
    // 2022
    of(N2022, 2022, (1, 1), (1, 3), &[]),
    of(N2022, 2022, (1, 31), (2, 6), &[(1, 29), (1, 30)]),
    of(N2022, 2022, (4, 3), (4, 5), &[(4, 2)]),
    of(N2022, 2022, (4, 30), (5, 4), &[(4, 24), (5, 7)]),
    of(N2022, 2022, (6, 3), (6, 5), &[]),
    of(N2022, 2022, (9, 10), (9, 12), &[]),
    of(N2022, 2022, (10, 1), (10, 7), &[(10, 8), (10, 9)]),
    of(N2023, 2022, (12, 31), (12, 31), &[]),
    // 2023
    of(N2023, 2023, (1, 1), (1, 2), &[]),
    of(N2023, 2023, (1, 21), (1, 27), &[(1, 28), (1, 29)]),
    of(N2023, 2023, (4, 5), (4, 5), &[]),
    of(N2023, 2023, (4, 29), (5, 3), &[(4, 23), (5, 6)]),
    of(N2023, 2023, (6, 22), (6, 24), &[(6, 25)]),
    of(N2023, 2023, (9, 29), (10, 6), &[(10, 7), (10, 8)]),
    of(N2024, 2023, (12, 30), (12, 31), &[]),
    // 2024
    of(N2024, 2024, (1, 1), (1, 1), &[]),
    of(N2024, 2024, (2, 10), (2, 17), &[(2, 4), (2, 18)]),
    of(N2024, 2024, (4, 4), (4, 6), &[(4, 7)]),
    of(N2024, 2024, (5, 1), (5, 5), &[(4, 28), (5, 11)]),
    of(N2024, 2024, (6, 8), (6, 10), &[]),
    of(N2024, 2024, (9, 15), (9, 17), &[(9, 14)]),
    of(N2024, 2024, (10, 1), (10, 7), &[(9, 29), (10, 12)]),
    // 2025
    of(N2025, 2025, (1, 1), (1, 1), &[]),
    of(N2025, 2025, (1, 28), (2, 4), &[(1, 26), (2, 8)]),
    of(N2025, 2025, (4, 4), (4, 6), &[]),
    of(N2025, 2025, (5, 1), (5, 5), &[(4, 27)]),
    of(N2025, 2025, (5, 31), (6, 2), &[]),
    of(N2025, 2025, (10, 1), (10, 8), &[(9, 28), (10, 11)]),
    // 2026
    of(N2026, 2026, (1, 1), (1, 3), &[(1, 4)]),
    of(N2026, 2026, (2, 15), (2, 23), &[(2, 14), (2, 28)]),
    of(N2026, 2026, (4, 4), (4, 6), &[]),
    of(N2026, 2026, (5, 1), (5, 5), &[(5, 9)]),
    of(N2026, 2026, (6, 19), (6, 21), &[]),
    of(N2026, 2026, (9, 25), (9, 27), &[]),
    of(N2026, 2026, (10, 1), (10, 7), &[(9, 20), (10, 10)]),
];
