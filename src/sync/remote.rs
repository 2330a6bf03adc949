//! Places that several offices reach, through Apache OpenDAL: folders, WebDAV, SFTP and object stores that speak S3.
//!
//! What is asked of a place is little, so that any will do: to list files, to read and write whole ones, to remove one. How far
//! a file got is told by its length and digest, never by the place.

use crate::domain::say::Said;
use crate::net::{self, Roots};
use crate::quiet::quietly;
use crate::say;
use crate::secret::{Secret, quoted};
use opendal::options::ListOptions;
use opendal::raw::percent_decode_path;
use opendal::{Entry, ErrorKind, HttpTransporter, OperationContext, Operator, services};
use reqwest::Url;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

/// `[sync]` of the configuration: how patient this machine is with places.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    attempts: Option<usize>,
    connect_seconds: Option<u64>,
    stall_seconds: Option<u64>,
}

/// A place, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A folder, absolute.
    Folder(PathBuf),
    /// WebDAV.
    Webdav {
        /// With scheme, host and port.
        endpoint: String,
        /// The folder there.
        root: String,
    },
    /// SFTP, through the system's ssh.
    Sftp {
        /// `ssh://host:port`.
        endpoint: String,
        /// Who logs in, where the address says so.
        user: Option<String>,
        /// The folder there.
        root: String,
        /// Whether a host that is not known yet is trusted from now on.
        new_hosts: bool,
    },
    /// An object store.
    S3 {
        /// The bucket.
        bucket: String,
        /// What the names begin with.
        root: String,
        /// The server; none is the first maker's.
        endpoint: Option<String>,
        /// Its region.
        region: String,
        /// Whether the bucket stands in the host name.
        virtual_host: bool,
    },
}

/// How to get in.
#[derive(Debug, Clone, Default)]
pub struct Access<'a> {
    /// Who logs in; the key id of an object store.
    pub user: Option<&'a str>,
    /// The file that holds the password, or the secret key of an object store.
    pub password_file: Option<&'a Path>,
    /// The variable of the environment that holds it.
    pub password_env: Option<&'a str>,
    /// The private key of SFTP.
    pub key_file: Option<&'a Path>,
    /// Certificates that are trusted beside the system's.
    pub ca_file: Option<&'a Path>,
}

impl Address {
    /// Reads `fs:///path` or a path, `webdav(s)://`, `sftp://`, `s3://bucket/prefix?endpoint=…`; a path is taken from `here`.
    ///
    /// # Errors
    /// When it is none of these, or holds a password.
    pub fn parse(text: &str, here: &Path) -> Result<Address, Said> {
        let bad = || say!("remote-url-bad", found = text);
        let Some((scheme, rest)) = text.split_once("://") else {
            return if text.trim().is_empty() { Err(bad()) } else { Ok(Address::Folder(here.join(text))) };
        };
        if matches!(scheme, "fs" | "file") {
            return if rest.is_empty() { Err(bad()) } else { Ok(Address::Folder(here.join(rest))) };
        }
        let url = Url::parse(text).map_err(|_| bad())?;
        if url.password().is_some() {
            return Err(say!("remote-url-secret"));
        }
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(bad)?;
        let place = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let root = percent_decode_path(url.path());
        let mut options: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let mut option = |name: &str| {
            let at = options.iter().position(|(known, _)| known == name);
            at.map(|at| options.remove(at).1)
        };
        let user = Some(percent_decode_path(url.username())).filter(|user| !user.is_empty());
        let address = match scheme {
            "webdav" if user.is_none() => Address::Webdav { endpoint: format!("http://{place}"), root },
            "webdavs" if user.is_none() => Address::Webdav { endpoint: format!("https://{place}"), root },
            "sftp" => {
                let new_hosts = option("hosts").is_some_and(|hosts| hosts == "add");
                Address::Sftp { endpoint: format!("ssh://{place}"), user, root, new_hosts }
            }
            "s3" if user.is_none() && url.port().is_none() => Address::S3 {
                bucket: host.to_owned(),
                root,
                endpoint: option("endpoint"),
                region: option("region").unwrap_or_else(|| "us-east-1".to_owned()),
                virtual_host: option("style").is_some_and(|style| style == "virtual"),
            },
            _ => return Err(bad()),
        };
        match options.first() {
            Some((name, _)) => Err(say!("remote-option-unknown", name = name.as_str())),
            None => Ok(address),
        }
    }

    /// Whether it is the disk's business, not the network's.
    fn is_folder(&self) -> bool {
        matches!(self, Address::Folder(_))
    }

    /// How many files are asked for at a time.
    fn breadth(&self) -> usize {
        match self {
            Address::Folder(_) => 1,   // one after the other is as quick, and needs no threads
            Address::Sftp { .. } => 2, // each is a connection of its own
            _ => 8,
        }
    }
}

/// How often a file is written that another process writes, too.
const SAME_AT_ONCE: u32 = 5;

/// A place that is open.
pub struct Remote {
    /// What it is called.
    name: String,
    address: Address,
    operator: Operator,
    runtime: Runtime,
    secret: Option<Secret>,
}

impl Remote {
    /// Opens a place; nothing is asked of it yet.
    ///
    /// # Errors
    /// When a secret or certificate cannot be read, or the folder is not there.
    pub fn open(name: &str, address: Address, access: &Access, settings: &Settings) -> Result<Remote, Said> {
        let secret = match (access.password_file, access.password_env) {
            (Some(path), _) => Some(Secret::from_file(path)?),
            (None, Some(variable)) => Some(Secret::from_env(variable)?),
            (None, None) => None,
        };
        let connect = Duration::from_secs(settings.connect_seconds.unwrap_or(15));
        let stall = Duration::from_secs(settings.stall_seconds.unwrap_or(30));
        let bad = |error: &opendal::Error| say!("remote-trouble", name = name, cause = cause(error, secret.as_ref()));
        let password = secret.as_ref().map(Secret::reveal).unwrap_or_default();
        let user = access.user.unwrap_or_default();
        let operator = match &address {
            Address::Folder(path) => {
                if !path.is_dir() {
                    return Err(say!("remote-folder-missing", name = name, path = path.display().to_string()));
                }
                Operator::new(services::Fs::default().root(&path.to_string_lossy()))
            }
            Address::Webdav { endpoint, root } => {
                let service = services::Webdav::default().endpoint(endpoint).root(root);
                Operator::new(service.username(user).password(password))
            }
            #[cfg(unix)]
            Address::Sftp { endpoint, user: named, root, new_hosts } => {
                let user = access.user.or(named.as_deref()).unwrap_or_default();
                let key = access.key_file.map(|path| path.display().to_string()).unwrap_or_default();
                let hosts = if *new_hosts { "add" } else { "strict" };
                let service = services::Sftp::default().endpoint(endpoint).root(root).user(user).key(&key);
                Operator::new(service.known_hosts_strategy(hosts))
            }
            #[cfg(not(unix))]
            Address::Sftp { .. } => return Err(say!("remote-sftp-unix")),
            Address::S3 { bucket, root, endpoint, region, virtual_host } => {
                let mut service = services::S3::default().bucket(bucket).root(root).region(region);
                service = service.disable_config_load().disable_ec2_metadata();
                if let Some(endpoint) = endpoint {
                    service = service.endpoint(endpoint);
                }
                if *virtual_host {
                    service = service.enable_virtual_host_style();
                }
                service = match user {
                    "" => service.skip_signature(),
                    _ => service.access_key_id(user).secret_access_key(password),
                };
                Operator::new(service)
            }
        };
        let mut operator = operator.map_err(|error| bad(&error))?;
        if !address.is_folder() {
            let roots = Roots::read(access.ca_file)?;
            let client = net::client(&roots, connect, stall * 15)?;
            let http = HttpTransporter::new(opendal_http_transport_reqwest::ReqwestTransport::new(client));
            operator = operator.with_context(OperationContext::new().with_http_transport(http));
            let patience = opendal::layers::TimeoutLayer::new().with_timeout(stall).with_io_timeout(stall);
            let again = opendal::layers::RetryLayer::new().with_jitter();
            let again = again.with_max_times(settings.attempts.unwrap_or(3).saturating_sub(1));
            operator = operator.layer(patience).layer(again);
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| say!("remote-trouble", name = name, cause = net::trouble(&error)))?;
        Ok(Remote { name: name.to_owned(), address, operator, runtime, secret })
    }

    fn trouble(&self, error: &opendal::Error) -> Said {
        say!("remote-trouble", name = self.name.as_str(), cause = cause(error, self.secret.as_ref()))
    }

    /// All files, by name with the folders they lie in, and their bytes.
    ///
    /// # Errors
    /// When the place cannot be reached.
    pub fn list(&self) -> Result<Vec<(String, u64)>, Said> {
        let options = ListOptions { recursive: true, ..ListOptions::default() };
        let listed = quietly(|| self.runtime.block_on(self.operator.list_options("/", options)));
        let listed = listed.ok_or_else(|| say!("remote-odd-names", name = self.name.as_str()))?;
        let entries = match listed {
            Ok(entries) => entries,
            // nothing was ever written there
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(self.trouble(&error)),
        };
        let file = |entry: Entry| {
            let (name, about) = entry.into_parts();
            about.is_file().then(|| (name.trim_start_matches('/').to_owned(), about.content_length()))
        };
        Ok(entries.into_iter().filter_map(file).collect())
    }

    /// The contents of files in the order of their names, or the first `most` bytes of each; `None` of one that is gone, and
    /// nothing of one that is being written just then.
    ///
    /// # Errors
    /// When the place cannot be reached.
    pub fn read(&self, names: &[&str], most: Option<u64>) -> Result<Vec<Option<Vec<u8>>>, Said> {
        let one = |operator: Operator, name: String| async move {
            let read = match most {
                Some(most) => operator.read_with(&name).range(0..most).await,
                None => operator.read(&name).await,
            };
            match read {
                Ok(buffer) => Ok(Some(buffer.to_vec())),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                // it grew or shrank while we looked: as good as cut off
                Err(error) if in_motion(&error) => Ok(Some(Vec::new())),
                Err(error) => Err(error),
            }
        };
        let breadth = self.address.breadth();
        let outcome = self.runtime.block_on(async {
            let mut contents = vec![None; names.len()];
            let mut running = JoinSet::new();
            let mut names = names.iter().enumerate();
            loop {
                while running.len() < breadth
                    && let Some((at, name)) = names.next()
                {
                    let work = one(self.operator.clone(), (*name).to_owned());
                    running.spawn(async move { (at, work.await) });
                }
                match running.join_next().await {
                    None => return Ok(contents),
                    Some(Ok((at, read))) => contents[at] = read?,
                    Some(Err(_)) => {} // ended before its time, as if it were not there
                }
            }
        });
        outcome.map_err(|error| self.trouble(&error))
    }

    /// Writes a file. Another process of this office may be writing the same just then: that is as good.
    ///
    /// # Errors
    /// When it is not there as a whole.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Said> {
        let mut attempts = 0;
        loop {
            let written = self.runtime.block_on(self.operator.write(name, bytes.to_vec()));
            let Err(error) = written else { return Ok(()) };
            attempts += 1;
            if !in_motion(&error) || attempts == SAME_AT_ONCE {
                return Err(self.trouble(&error));
            }
            std::thread::sleep(Duration::from_millis(20 << attempts));
            if self.read(&[name], None)?.first().is_some_and(|there| there.as_deref() == Some(bytes)) {
                return Ok(());
            }
        }
    }

    /// Removes a file; one that is not there is none to be removed.
    ///
    /// # Errors
    /// When it is still there.
    pub fn remove(&self, name: &str) -> Result<(), Said> {
        self.runtime.block_on(self.operator.delete(name)).map_err(|error| self.trouble(&error))
    }
}

/// Whether a file has not the length that it had when reading or writing it began.
fn in_motion(error: &opendal::Error) -> bool {
    let unexpected = error.kind() == ErrorKind::Unexpected && !error.is_temporary();
    let length =
        unexpected && ["got too much data", "got too little data"].iter().any(|end| error.message().contains(end));
    length || error.kind() == ErrorKind::RangeNotSatisfied
}

/// The status of an HTTP answer that the library has no kind for.
fn status(error: &opendal::Error) -> Option<u64> {
    let text = error.to_string();
    let (_, rest) = text.split_once("status: ")?;
    rest.get(..3)?.parse().ok()
}

/// What went wrong, in words of ours, without what may be secret in it.
fn cause(error: &opendal::Error, secret: Option<&Secret>) -> Said {
    match error.kind() {
        ErrorKind::PermissionDenied => say!("remote-denied"),
        ErrorKind::NotFound => say!("remote-nothing"),
        ErrorKind::RateLimited => say!("remote-busy"),
        ErrorKind::Unsupported => say!("remote-unsupported"),
        _ => match std::error::Error::source(error) {
            Some(source) => net::trouble(source),
            None if error.to_string().contains("timeout") => say!("notify-timed-out"),
            None => match status(error) {
                Some(401 | 403 | 407) => say!("remote-denied"),
                Some(code) => say!("remote-answered", code = code),
                None => {
                    let text = quoted(&error.to_string(), secret.map(Secret::reveal));
                    say!("cause-other", cause = text)
                }
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Address, &'static str> {
        Address::parse(text, Path::new("/office")).map_err(|said| said.key)
    }

    #[test]
    fn a_place_is_a_folder_or_a_server() {
        let folder = |path: &str| Ok(Address::Folder(path.into()));
        assert_eq!(parse("fs:///mnt/共享"), folder("/mnt/共享"));
        assert_eq!(parse("file:///mnt/a b"), folder("/mnt/a b"));
        assert_eq!(parse("stick/台账"), folder("/office/stick/台账"));
        assert_eq!(
            parse("webdavs://dav.example.cn:8443/%E5%8F%B0%E8%B4%A6/"),
            Ok(Address::Webdav { endpoint: "https://dav.example.cn:8443".into(), root: "/台账/".into() })
        );
        assert_eq!(
            parse("sftp://office@10.0.0.8:2222/data"),
            Ok(Address::Sftp {
                endpoint: "ssh://10.0.0.8:2222".into(),
                user: Some("office".into()),
                root: "/data".into(),
                new_hosts: false
            })
        );
        assert_eq!(
            parse("s3://ledger/2019?endpoint=http://127.0.0.1:9000&region=cn-north-1"),
            Ok(Address::S3 {
                bucket: "ledger".into(),
                root: "/2019".into(),
                endpoint: Some("http://127.0.0.1:9000".into()),
                region: "cn-north-1".into(),
                virtual_host: false
            })
        );
    }

    #[test]
    fn an_address_that_makes_no_sense_or_holds_a_password_is_refused() {
        for (text, key) in [
            ("", "remote-url-bad"),
            ("fs://", "remote-url-bad"),
            ("ftp://a.cn/", "remote-url-bad"),
            ("webdav:///a", "remote-url-bad"),
            ("webdav://office@a.cn/a", "remote-url-bad"),
            ("webdav://office:hush@a.cn/a", "remote-url-secret"),
            ("sftp://office:hush@a.cn/a", "remote-url-secret"),
            ("s3://ledger?secret=1", "remote-option-unknown"),
        ] {
            assert_eq!(parse(text).unwrap_err(), key, "{text}");
        }
    }

    #[test]
    fn a_folder_keeps_files_and_one_that_is_not_there_is_refused() {
        let dir = tempfile::TempDir::new().unwrap();
        let at = |path: PathBuf| Remote::open("共享", Address::Folder(path), &Access::default(), &Settings::default());
        assert_eq!(at(dir.path().join("gone")).map(|_| ()).unwrap_err().key, "remote-folder-missing");
        assert!(!dir.path().join("gone").exists(), "a stick that is not there is not made up");
        let remote = at(dir.path().to_owned()).unwrap();
        assert_eq!(remote.list().unwrap(), []);
        remote.write("a/b", b"abc").unwrap();
        remote.write("c", b"").unwrap();
        let mut listed = remote.list().unwrap();
        listed.sort();
        assert_eq!(listed, [("a/b".to_owned(), 3), ("c".to_owned(), 0)]);
        let read = remote.read(&["a/b", "none", "c"], None).unwrap();
        assert_eq!(read, [Some(b"abc".to_vec()), None, Some(Vec::new())]);
        assert_eq!(remote.read(&["a/b", "c"], Some(2)).unwrap()[0], Some(b"ab".to_vec()));
        remote.remove("a/b").unwrap();
        remote.remove("a/b").unwrap();
        assert_eq!(remote.list().unwrap(), [("c".to_owned(), 0)]);
    }
}
