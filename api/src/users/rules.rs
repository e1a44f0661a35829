//! The rules of accounts: plain values in, problems out.

use chrono::TimeDelta;

use crate::shared::{
    errors::{Problem, UserErrorCode},
    search::fold,
};

/// Whose failed attempts are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guessing {
    /// One account from one address.
    Account,
    /// Any account from one address, which a whole office may share.
    Address,
}

/// After a day without a failure the earlier ones are forgotten.
pub const FORGET_FAILURES: TimeDelta = TimeDelta::days(1);

/// The longest that anybody is made to wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// How long to wait after that many failures in a row: nothing at first, then a second, doubling.
pub fn wait_after(failures: i32, guessing: Guessing) -> TimeDelta {
    let free = match guessing {
        Guessing::Account => 4,
        Guessing::Address => 30,
    };
    match u32::try_from(failures - free) {
        Ok(0) | Err(_) => TimeDelta::zero(),
        // 2^10 seconds are already longer than the longest wait.
        Ok(counted) => TimeDelta::seconds(1 << (counted - 1).min(10)).min(LONGEST_WAIT),
    }
}

/// The longest user name.
pub const MAX_USERNAME: usize = 40;

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
