//! The tokens that stand for a signed-in user: signed access tokens of a quarter of an hour, and
//! random ones of which only a digest is kept.

use anyhow::Context;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::shared::secrets::{Secrets, random_bytes};

/// How long an access token works: as long as a stolen one can do harm.
pub const ACCESS_TOKEN: TimeDelta = TimeDelta::minutes(15);

/// By how much the clocks of servers that share a secret may differ.
const SKEW: TimeDelta = TimeDelta::seconds(10);

/// Issuer and audience are the same: nobody else makes our tokens or takes them.
const ISSUER: &str = "shuangda";

/// An access token is not to be taken for another kind of JWT (RFC 9068).
const TYPE: &str = "at+jwt";

/// What an access token says.
#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: Uuid,
    sid: Uuid,
    iat: i64,
    exp: i64,
}

/// A session as its access token names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionRef {
    /// The session.
    pub session_id: Uuid,
    /// Whose it is.
    pub user_id: Uuid,
}

/// An access token for `session` from `now` on.
///
/// # Errors
///
/// Where the key cannot sign.
pub fn sign(secrets: &Secrets, session: SessionRef, now: DateTime<Utc>) -> anyhow::Result<String> {
    let mut header = Header::new(Algorithm::EdDSA);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(secrets.key_id.clone());
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: ISSUER.to_owned(),
        sub: session.user_id,
        sid: session.session_id,
        iat: now.timestamp(),
        exp: (now + ACCESS_TOKEN).timestamp(),
    };
    jsonwebtoken::encode(&header, &claims, &secrets.signing).context("an access token cannot be signed")
}

/// The session that `token` names; `None` where it is not ours, not an access token, expired, or says
/// what none of ours says: that it was issued later than now, that it works for longer than
/// [`ACCESS_TOKEN`], or that something must be understood which we don't (RFC 7515, section 4.1.11).
pub fn verify(secrets: &Secrets, token: &str, now: DateTime<Utc>) -> Option<SessionRef> {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[ISSUER]);
    validation.set_required_spec_claims(&["iss", "aud", "sub", "exp"]);
    // Compared with the injected clock below, without leeway: we issue what we check.
    validation.validate_exp = false;
    let token = jsonwebtoken::decode::<Claims>(token, &secrets.verifying, &validation).ok()?;
    let ours = token.header.typ.as_deref() == Some(TYPE)
        && token.header.kid.as_ref() == Some(&secrets.key_id)
        && token.header.crit.is_none();
    let Claims { iat, exp, .. } = token.claims;
    let issued = iat <= (now + SKEW).timestamp();
    let as_long = exp.checked_sub(iat).is_some_and(|life| life <= ACCESS_TOKEN.num_seconds());
    (ours && issued && as_long && now.timestamp() < exp)
        .then_some(SessionRef { session_id: token.claims.sid, user_id: token.claims.sub })
}

/// A new random token of 256 bits.
///
/// # Errors
///
/// Where the system has no randomness to give.
pub fn random() -> anyhow::Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(random_bytes::<32>()?))
}

/// What is stored of a random token: it needs no salt, having more entropy than can be tried.
pub fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SESSION: SessionRef = SessionRef { session_id: Uuid::from_u128(1), user_id: Uuid::from_u128(2) };

    #[test]
    fn an_access_token_works_for_a_quarter_of_an_hour_and_under_its_own_secret() {
        let secrets = Secrets::from_master(&[7; 32]).unwrap();
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let token = sign(&secrets, SESSION, now).unwrap();
        assert_eq!(verify(&secrets, &token, now), Some(SESSION));
        assert_eq!(verify(&secrets, &token, now + TimeDelta::seconds(899)), Some(SESSION));
        assert_eq!(verify(&secrets, &token, now + TimeDelta::seconds(900)), None);
        assert_eq!(verify(&Secrets::from_master(&[8; 32]).unwrap(), &token, now), None);
        assert_eq!(verify(&secrets, &format!("{token}A"), now), None);
        assert_eq!(verify(&secrets, "", now), None);
    }

    fn claims(iat: i64, exp: i64) -> Claims {
        Claims {
            iss: ISSUER.into(),
            aud: ISSUER.into(),
            sub: SESSION.user_id,
            sid: SESSION.session_id,
            iat,
            exp,
        }
    }

    #[test]
    fn a_token_that_says_what_none_of_ours_says_is_refused() {
        let secrets = Secrets::from_master(&[7; 32]).unwrap();
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let at = |seconds: i64| now.timestamp() + seconds;
        let header = || Header {
            typ: Some(TYPE.into()),
            kid: Some(secrets.key_id.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        let signed = |header: &Header, claims: &Claims| {
            jsonwebtoken::encode(header, claims, &secrets.signing).unwrap()
        };
        for (iat, exp, right) in [
            (at(0), at(900), true),
            (at(-899), at(1), true),
            (at(10), at(910), true),
            (at(11), at(900), false),
            (at(3600), at(3700), false),
            (at(0), at(901), false),
            (at(-600), at(86_400), false),
            (i64::MIN, at(1), false),
            (i64::MAX, i64::MAX, false),
            (at(0), i64::MAX, false),
        ] {
            let found = verify(&secrets, &signed(&header(), &claims(iat, exp)), now);
            assert_eq!(found, right.then_some(SESSION), "iat {iat}, exp {exp}");
        }
        for crit in [vec![], vec!["b64".to_owned()], vec!["exp".to_owned()]] {
            let critical = Header { crit: Some(crit.clone()), ..header() };
            let token = signed(&critical, &claims(at(0), at(60)));
            assert_eq!(verify(&secrets, &token, now), None, "{crit:?}");
        }
    }

    #[test]
    fn neither_another_algorithm_nor_another_kind_of_token_is_accepted() {
        let secrets = Secrets::from_master(&[7; 32]).unwrap();
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        let claims = |aud: &str| Claims { aud: aud.into(), ..claims(now.timestamp(), now.timestamp() + 60) };
        let header = |algorithm, typ: &str| Header {
            typ: Some(typ.into()),
            kid: Some(secrets.key_id.clone()),
            ..Header::new(algorithm)
        };
        let signed = |header: Header, aud: &str| {
            jsonwebtoken::encode(&header, &claims(aud), &secrets.signing).unwrap()
        };
        let good = signed(header(Algorithm::EdDSA, TYPE), ISSUER);
        assert_eq!(verify(&secrets, &good, now), Some(SESSION));
        for bad in [
            signed(header(Algorithm::EdDSA, "JWT"), ISSUER),
            signed(header(Algorithm::EdDSA, TYPE), "somebody else"),
            signed(Header { kid: None, ..header(Algorithm::EdDSA, TYPE) }, ISSUER),
        ] {
            assert_eq!(verify(&secrets, &bad, now), None);
        }
        // A token "signed" with the public key as an HMAC secret: the classic confusion of algorithms.
        let public = secrets.verifying.try_get_as_bytes().unwrap();
        let confused = jsonwebtoken::encode(
            &header(Algorithm::HS256, TYPE),
            &claims(ISSUER),
            &jsonwebtoken::EncodingKey::from_secret(public),
        )
        .unwrap();
        assert_eq!(verify(&secrets, &confused, now), None);
        let body = good.split('.').nth(1).unwrap();
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"at+jwt"}"#);
        assert_eq!(verify(&secrets, &format!("{none}.{body}."), now), None);
    }
}
