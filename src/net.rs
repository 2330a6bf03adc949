//! What goes wrong between two machines, in words of ours; whose certificates are trusted; the client that speaks HTTP.

use crate::cause::cause;
use crate::domain::say::Said;
use crate::say;
use crate::secret::quoted;
use reqwest::{Client, redirect};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{CertificateError, ClientConfig};
use rustls_platform_verifier::Verifier;
use std::error::Error;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Certificates that are trusted beside the system's: those of an office's own CA.
#[derive(Debug, Clone, Default)]
pub struct Roots {
    pub(crate) certificates: Vec<CertificateDer<'static>>,
    pub(crate) pem: Vec<u8>,
}

impl Roots {
    /// Reads a PEM file.
    pub(crate) fn read(path: Option<&Path>) -> Result<Roots, Said> {
        let Some(path) = path else { return Ok(Roots::default()) };
        Roots::read_file(path)
    }

    fn read_file(path: &Path) -> Result<Roots, Said> {
        let place = || path.display().to_string();
        let pem =
            std::fs::read(path).map_err(|error| say!("file-unreadable", path = place(), cause = cause(&error)))?;
        let certificates: Vec<_> = CertificateDer::pem_slice_iter(&pem).filter_map(Result::ok).collect();
        let mut store = rustls::RootCertStore::empty();
        let (_, unusable) = store.add_parsable_certificates(certificates.iter().cloned());
        if certificates.is_empty() || unusable > 0 {
            return Err(say!("notify-ca-bad", path = place()));
        }
        Ok(Roots { certificates, pem })
    }
}

/// A client for HTTP/1.1 that follows nobody elsewhere and tries nothing twice by itself. The proxy is that of the
/// environment: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`. A connection is given up after `connect`, a request after `call`.
pub(crate) fn client(roots: &Roots, connect: Duration, call: Duration) -> Result<Client, Said> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(Arc::clone(&provider)).with_safe_default_protocol_versions();
    let tls = tls.map_err(|error| trouble(&error))?;
    let verifier = Verifier::new_with_extra_roots(roots.certificates.iter().cloned(), provider);
    let tls = match verifier {
        Ok(verifier) => tls.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth(),
        // no certificates on this machine: nothing is trusted, and plain HTTP needs none
        Err(_) => tls.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth(),
    };
    let client = Client::builder()
        .tls_backend_preconfigured(tls)
        .user_agent(concat!("duban/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(connect)
        .timeout(call);
    client.build().map_err(|error| trouble(&error))
}

/// Why the other side's certificate is not trusted, if that is what went wrong.
///
/// Trying again does not change it.
pub(crate) fn distrust(error: &(dyn Error + 'static)) -> Option<Said> {
    let rustls::Error::InvalidCertificate(why) = find::<rustls::Error>(error)? else { return None };
    Some(match why {
        CertificateError::UnknownIssuer => say!("notify-cert-issuer"),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => say!("notify-cert-name"),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => say!("notify-cert-expired"),
        other => say!("cause-other", cause = other.to_string()),
    })
}

/// What went wrong on the way.
pub(crate) fn trouble(error: &(dyn Error + 'static)) -> Said {
    if let Some(why) = distrust(error) {
        return why;
    }
    if let Some(error) = find::<io::Error>(error) {
        match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => return say!("notify-timed-out"),
            ErrorKind::ConnectionRefused => return say!("notify-not-listening"),
            ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe
            | ErrorKind::NotConnected
            | ErrorKind::UnexpectedEof => return say!("notify-closed"),
            _ => {}
        }
    }
    let mut deepest = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    match quoted(&deepest.to_string(), []) {
        // the two that hyper has no public kind for
        text if text.starts_with("connection closed") => say!("notify-closed"),
        text if text.starts_with("invalid HTTP") => say!("notify-odd"),
        // how the standard library begins when a name leads nowhere
        text if text.starts_with("failed to lookup address information") => say!("notify-no-host"),
        text => say!("cause-other", cause = text),
    }
}

/// The innermost error of a kind in a chain of causes, looking into I/O errors too.
pub(crate) fn find<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    let inner = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner as &(dyn Error + 'static)),
        None => error.source(),
    };
    inner.and_then(find).or_else(|| error.downcast_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_nobody_knows_is_said_in_our_words() {
        let unknown = io::Error::other("failed to lookup address information: Name or service not known");
        assert_eq!(trouble(&unknown).key, "notify-no-host");
        assert_eq!(trouble(&io::Error::other("odd")).key, "cause-other");
    }
}
