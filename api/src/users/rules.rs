//! The rules of accounts: plain values in, problems out.

pub mod guessing;
pub mod separation;

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use entity::enums::Role;

use crate::shared::{
    errors::{Problem, UserErrorCode},
    search::fold,
};

/// For so long a refresh token that was just exchanged is answered again with the same successor: two
/// requests may have been under way at once, or an answer was lost.
pub const GRACE: TimeDelta = TimeDelta::seconds(20);

/// What a refresh token that was exchanged before means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reuse {
    /// The same client asks again: the same successor answers it.
    Again,
    /// A copy is in use: the session ends.
    Replay,
}

/// What it means that a refresh token comes again that was exchanged at `used_at`. Only the token
/// immediately before one that nobody used yet is answered again.
pub fn reuse(used_at: Option<DateTime<Utc>>, next_is_unused: bool, now: DateTime<Utc>) -> Reuse {
    match used_at {
        Some(used_at) if next_is_unused && now - used_at <= GRACE => Reuse::Again,
        _ => Reuse::Replay,
    }
}

/// How long a password works that was given out once.
pub const ONE_TIME: TimeDelta = TimeDelta::hours(24);

/// The shortest user name.
pub const MIN_USERNAME: usize = 3;

/// The longest user name.
pub const MAX_USERNAME: usize = 40;

/// The longest that a service token works.
const LONGEST_TOKEN: Months = Months::new(24);

/// The shortest password.
pub const MIN_PASSWORD: usize = 10;

/// The longest password: more is no safer, and takes longer to hash.
pub const MAX_PASSWORD: usize = 200;

/// What is wrong with a new password for the user of these names.
pub fn password_problems(path: &str, password: &str, username: &str, display_name: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let length = password.chars().count();
    if length < MIN_PASSWORD {
        problems.push(weak(
            path,
            format!("密码至少 {MIN_PASSWORD} 个字符"),
            format!("The password needs at least {MIN_PASSWORD} characters"),
        ));
    }
    if length > MAX_PASSWORD {
        problems.push(weak(
            path,
            format!("密码最多 {MAX_PASSWORD} 个字符"),
            format!("The password may have at most {MAX_PASSWORD} characters"),
        ));
    }
    let folded = fold(password);
    if folded == fold(username) || folded == fold(display_name) {
        problems.push(weak(path, "密码不能与用户名或姓名相同", "The password must not be the user's name"));
    }
    if length > 0 && is_sequence(password) {
        problems.push(weak(
            path,
            "密码不能是同一字符的重复或连续的字符",
            "The password must not be one character repeated, or characters in a row",
        ));
    }
    problems
}

/// A password that breaks a rule.
pub fn weak(path: &str, zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem::new(UserErrorCode::PasswordWeak, path, zh, en)
}

/// Whether each character follows the one before by the same step of -1, 0 or 1: aaaa, 1234, dcba;
/// 0 follows 9 as on a keyboard.
fn is_sequence(password: &str) -> bool {
    let codes: Vec<i64> = password.chars().map(|character| i64::from(u32::from(character))).collect();
    let next = |from: i64| if from == i64::from(b'9') { i64::from(b'0') } else { from + 1 };
    let all = |follows: &dyn Fn(i64, i64) -> bool| codes.windows(2).all(|pair| follows(pair[0], pair[1]));
    all(&|a, b| a == b) || all(&|a, b| b == a + 1 || b == next(a)) || all(&|a, b| a == b + 1 || a == next(b))
}

/// What is wrong with `username`, which is folded already.
pub fn username_problem(username: &str) -> Option<Problem> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    let right = (MIN_USERNAME..=MAX_USERNAME).contains(&username.len()) && username.bytes().all(allowed);
    (!right).then(|| {
        Problem::new(
            UserErrorCode::Invalid,
            "username",
            format!("用户名应为{MIN_USERNAME}至{MAX_USERNAME}个字母、数字、点、下划线或连字符"),
            format!("{MIN_USERNAME} to {MAX_USERNAME} letters, digits, dots, underscores or hyphens"),
        )
    })
}

/// What is wrong with a user of `role` in a department that is an office or not, who observes the
/// whole region or not.
pub fn role_problems(role: Role, in_office: bool, observes_region: bool) -> Vec<Problem> {
    let mut problems = Vec::new();
    let misplaced = |zh: &str, en: &str| Problem::new(UserErrorCode::Invalid, "role", zh, en);
    match role {
        Role::OfficeStaff if !in_office => problems
            .push(misplaced("双打办工作人员只能属于双打办", "Office staff belong to a coordination office")),
        // An office organises but does not itself enforce (国办发〔2024〕54号).
        Role::DepartmentHead | Role::Officer if in_office => problems.push(misplaced(
            "双打办不直接执法，其人员应为双打办工作人员",
            "A coordination office does not itself enforce: its people are office staff",
        )),
        _ => {}
    }
    if observes_region && role != Role::Observer {
        problems.push(Problem::new(
            UserErrorCode::Invalid,
            "observesRegion",
            "只有观察员可以查看全区",
            "Only an observer can observe the whole region",
        ));
    }
    problems
}

/// What keeps a user of `role` from holding a certificate to enforce.
pub fn certificate_holder_problem(role: Role) -> Option<Problem> {
    (!matches!(role, Role::DepartmentHead | Role::Officer)).then(|| {
        Problem::new(
            UserErrorCode::Invalid,
            "userId",
            "只有部门负责人和执法人员可以持有行政执法证",
            "Only heads and officers of a department hold certificates to enforce",
        )
    })
}

/// What is wrong with the last day of a service token that is issued `today`.
pub fn token_expiry_problem(expires_on: NaiveDate, today: NaiveDate) -> Option<Problem> {
    let last = today.checked_add_months(LONGEST_TOKEN).unwrap_or(NaiveDate::MAX);
    (expires_on < today || expires_on > last).then(|| {
        Problem::new(
            UserErrorCode::OutOfRange,
            "expiresOn",
            "令牌有效期应自今天起，最长两年",
            "A token ends from today on, within two years",
        )
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn weak_password(password: &str) -> bool {
        !password_problems("newPassword", password, "wang.li", "王丽").is_empty()
    }

    #[test]
    fn passwords_that_everybody_tries_are_refused() {
        for weak in [
            "",
            "short",
            "123456789",
            "1234567890",
            "0987654321",
            "9876543210",
            "aaaaaaaaaaaa",
            "abcdefghijkl",
            "zyxwvutsrqp",
            "八八八八八八八八八八",
        ] {
            assert!(weak_password(weak), "{weak}");
        }
        assert!(!password_problems("p", "ＺＨＡＮＧＷＥＩ２０１１", "zhangwei2011", "").is_empty());
        for good in ["correct horse battery", "雷雨天网铁拳蓝天红盾护航", "1234567891", "aaaaaaaaab"]
        {
            assert!(!weak_password(good), "{good}");
        }
    }

    proptest! {
        #[test]
        fn a_password_needs_ten_characters_whatever_they_are(password in "\\PC{0,9}") {
            prop_assert!(weak_password(&password));
        }

        #[test]
        fn a_run_in_either_direction_is_weak(start in 0x4e00_u32..0x9000, length in 10_u32..40, up: bool) {
            let mut run: Vec<char> = (start..start + length).filter_map(char::from_u32).collect();
            if !up {
                run.reverse();
            }
            prop_assert!(weak_password(&run.iter().collect::<String>()));
        }

        #[test]
        fn a_refresh_token_is_answered_again_for_a_moment_and_only_before_its_successor_is_used(
            later in -5_i64..100_000, unused: bool
        ) {
            let used = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
            let now = used + TimeDelta::seconds(later);
            let again = reuse(Some(used), unused, now) == Reuse::Again;
            prop_assert_eq!(again, unused && later <= 20);
            prop_assert_eq!(reuse(None, unused, now), Reuse::Replay);
        }

        #[test]
        fn a_user_name_is_what_can_be_typed_anywhere(name in "[a-z0-9._-]{3,40}", other in "[A-Z 雷@/\u{0}]") {
            prop_assert!(username_problem(&name).is_none());
            let spoilt = format!("{name}{other}");
            prop_assert!(username_problem(&spoilt).is_some());
        }
    }

    #[test]
    fn roles_fit_their_departments() {
        use Role::*;
        for role in [SystemAdmin, SecurityAuditor, OfficeStaff, DepartmentHead, Officer, Observer, Service] {
            let (office, department) = (role_problems(role, true, false), role_problems(role, false, false));
            assert_eq!(office.is_empty(), !matches!(role, DepartmentHead | Officer), "{role:?}");
            assert_eq!(department.is_empty(), role != OfficeStaff, "{role:?}");
            let observing = [true, false].map(|office| role_problems(role, office, true).is_empty());
            assert_eq!(observing, [role == Observer; 2], "{role:?}");
        }
    }

    #[test]
    fn a_token_ends_within_two_years() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-22");
        for (last, right) in
            [("2026-11-21", false), ("2026-11-22", true), ("2028-11-22", true), ("2028-11-23", false)]
        {
            assert_eq!(token_expiry_problem(day(last), today).is_none(), right, "{last}");
        }
    }
}
