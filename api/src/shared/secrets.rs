//! The server's keys, all derived from one secret of 32 bytes: whoever backs up that file and the
//! database has everything, and a stolen database alone tells no identity number and signs no token.

use std::{fs, io::Write, path::Path};

use aes_gcm::{
    Aes256Gcm, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use anyhow::{Context, anyhow, bail};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use hmac::{Hmac, Mac};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, jwk::Jwk};
use rand::{TryRng, rngs::SysRng};
use sha2::Sha256;
use uuid::Uuid;

/// What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410, section 7).
const PKCS8_ED25519: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// The length of AES-GCM's nonce, which stands before the ciphertext.
const NONCE: usize = 12;

/// The server's keys.
#[derive(Clone)]
pub struct Secrets {
    /// Signs access tokens (Ed25519).
    pub(crate) signing: EncodingKey,
    /// Verifies access tokens.
    pub(crate) verifying: DecodingKey,
    /// Names the key pair in a token's header.
    pub(crate) key_id: String,
    identity_numbers: Aes256Gcm,
    digests: Hmac<Sha256>,
    audit: Hmac<Sha256>,
    anchors: Hmac<Sha256>,
}

impl Secrets {
    /// The keys that follow from `master`; the same for the same secret.
    ///
    /// # Errors
    ///
    /// Where the cryptographic library refuses a key, which no value of `master` should cause.
    pub fn from_master(master: &[u8; 32]) -> anyhow::Result<Self> {
        let seed = derive(master, "shuangda access token ed25519")?;
        let signing = EncodingKey::from_ed_der(&[PKCS8_ED25519.as_slice(), &seed].concat());
        let public = Jwk::from_encoding_key(&signing, Algorithm::EdDSA)?;
        let key_id = derive(master, "shuangda access token key id")?;
        Ok(Self {
            signing,
            verifying: DecodingKey::from_jwk(&public)?,
            key_id: hex::encode(&key_id[..8]),
            identity_numbers: Aes256Gcm::new(&derive(master, "shuangda identity number aes-256-gcm")?.into()),
            digests: keyed(&derive(master, "shuangda identity number hmac")?)?,
            audit: keyed(&derive(master, "shuangda audit log hmac")?)?,
            anchors: keyed(&derive(master, "shuangda audit anchor hmac")?)?,
        })
    }

    /// The keys that follow from the secret in the file at `path` (64 hexadecimal digits), which is
    /// made with a random secret, readable by its owner alone, where it does not exist.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or made, or holds something else.
    pub fn load_or_create(path: &Path) -> anyhow::Result<Self> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => create(path)?,
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read the secret in {}", path.display()));
            }
        };
        let mut master = [0; 32];
        if hex::decode_to_slice(text.trim(), &mut master).is_err() {
            bail!("{} must hold a secret of 64 hexadecimal digits", path.display());
        }
        Self::from_master(&master)
    }

    /// A person's identity number, encrypted for the party with this id and no other.
    ///
    /// # Errors
    ///
    /// Where the system has no randomness to give.
    pub fn encrypt_identity_number(&self, number: &str, party: Uuid) -> anyhow::Result<String> {
        let nonce: [u8; NONCE] = random_bytes()?;
        let payload = Payload { msg: number.as_bytes(), aad: party.as_bytes() };
        let sealed = self
            .identity_numbers
            .encrypt(&Nonce::from(nonce), payload)
            .map_err(|_| anyhow!("an identity number cannot be encrypted"))?;
        Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// The identity number within `sealed`.
    ///
    /// # Errors
    ///
    /// Where `sealed` was made for another party or under another secret, or was changed since.
    pub fn decrypt_identity_number(&self, sealed: &str, party: Uuid) -> anyhow::Result<String> {
        let bytes = STANDARD_NO_PAD.decode(sealed).context("an identity number is damaged")?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().context("an identity number is damaged")?;
        let payload = Payload { msg: sealed, aad: party.as_bytes() };
        let number = self
            .identity_numbers
            .decrypt(&Nonce::from(*nonce), payload)
            .map_err(|_| anyhow!("an identity number cannot be decrypted: wrong secret, or damaged"))?;
        Ok(String::from_utf8(number)?)
    }

    /// A text that only few may read, such as an informant's name, encrypted for the row with this id.
    ///
    /// # Errors
    ///
    /// Where the system has no randomness to give.
    pub fn seal(&self, text: &str, row: Uuid) -> anyhow::Result<String> {
        self.encrypt_identity_number(text, row)
    }

    /// The text within `sealed`.
    ///
    /// # Errors
    ///
    /// Where `sealed` was made for another row or under another secret, or was changed since.
    pub fn unseal(&self, sealed: &str, row: Uuid) -> anyhow::Result<String> {
        self.decrypt_identity_number(sealed, row)
    }

    /// A keyed digest of an identity number, in hex: equal for equal numbers, so that a party is
    /// found again, and useless to who has the database without the secret.
    pub fn identity_number_digest(&self, number: &str) -> String {
        keyed_digest(&self.digests, number)
    }

    /// The keyed digest of a line of the audit log, in hex: who has the database without the secret
    /// cannot make one.
    pub fn audit_digest(&self, line: &str) -> String {
        keyed_digest(&self.audit, line)
    }

    /// The keyed digest of an anchor of the audit log, in hex.
    pub fn anchor_digest(&self, anchor: &str) -> String {
        keyed_digest(&self.anchors, anchor)
    }
}

fn keyed_digest(key: &Hmac<Sha256>, text: &str) -> String {
    let mut mac = key.clone();
    mac.update(text.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

/// Bytes of the system's own randomness.
///
/// # Errors
///
/// Where the system has none to give.
pub fn random_bytes<const N: usize>() -> anyhow::Result<[u8; N]> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).context("the system gives no randomness")?;
    Ok(bytes)
}

fn keyed(key: &[u8; 32]) -> anyhow::Result<Hmac<Sha256>> {
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).map_err(|_| anyhow!("a key of 32 bytes is refused"))
}

/// One key for each `label`: with a uniformly random `master`, HMAC is the key derivation (RFC 5869
/// without its extraction).
fn derive(master: &[u8; 32], label: &str) -> anyhow::Result<[u8; 32]> {
    let mut mac = keyed(master)?;
    mac.update(label.as_bytes());
    Ok(mac.finalize().into_bytes().into())
}

fn create(path: &Path) -> anyhow::Result<String> {
    let text = hex::encode(random_bytes::<32>()?);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the folder {}", folder.display()))?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .with_context(|| format!("cannot write a secret to {}", path.display()))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_number_opens_only_for_its_party_and_under_its_secret() {
        let secrets = Secrets::from_master(&[7; 32]).unwrap();
        let (party, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = secrets.encrypt_identity_number("11010519491231002X", party).unwrap();
        assert!(!sealed.contains("11010519491231002X"));
        assert_ne!(sealed, secrets.encrypt_identity_number("11010519491231002X", party).unwrap());
        assert_eq!(secrets.decrypt_identity_number(&sealed, party).unwrap(), "11010519491231002X");
        assert!(secrets.decrypt_identity_number(&sealed, other).is_err());
        assert!(secrets.decrypt_identity_number("AAAA", party).is_err());
        let another = Secrets::from_master(&[8; 32]).unwrap();
        assert!(another.decrypt_identity_number(&sealed, party).is_err());
    }

    #[test]
    fn a_digest_tells_equal_numbers_and_depends_on_the_secret() {
        let secrets = Secrets::from_master(&[7; 32]).unwrap();
        let digest = secrets.identity_number_digest("11010519491231002X");
        assert_eq!(digest, secrets.identity_number_digest("11010519491231002X"));
        assert_ne!(digest, secrets.identity_number_digest("110105194912310021"));
        let another = Secrets::from_master(&[8; 32]).unwrap();
        assert_ne!(digest, another.identity_number_digest("11010519491231002X"));
    }

    #[test]
    fn a_secret_is_made_once_and_kept() {
        let folder = std::env::temp_dir().join(format!("shuangda-{}", Uuid::now_v7()));
        let path = folder.join("secret");
        let made = Secrets::load_or_create(&path).unwrap();
        let kept = Secrets::load_or_create(&path).unwrap();
        assert_eq!(made.key_id, kept.key_id);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(&path, "not a secret").unwrap();
        assert!(Secrets::load_or_create(&path).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
