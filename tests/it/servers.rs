//! Real servers that several offices reach: lighttpd and Apache for WebDAV, OpenSSH, SeaweedFS; and a wire that can be cut.
//! `scripts/test` installs them. Each runs on 127.0.0.1 for one test, and ends with it.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A port that nobody listens on, and the one ten thousand higher, which a SeaweedFS server takes as its second: each is given
/// once, and none is of those that the system hands to whoever asks for any.
pub fn free_port() -> u16 {
    static GIVEN: AtomicU16 = AtomicU16::new(0);
    let free = |port: u16| TcpListener::bind(("127.0.0.1", port)).is_ok();
    let from = u16::try_from(std::process::id() % 9_000).unwrap();
    let next = || 10_000 + (from + GIVEN.fetch_add(1, Ordering::Relaxed)) % 10_000;
    let mut tries = std::iter::repeat_with(next).take(10_000);
    tries.find(|port| free(*port) && free(port + 10_000)).expect("two ports are free")
}

/// A server and its folder.
pub struct Running {
    children: Children,
    pub dir: TempDir,
    pub port: u16,
    /// Where an object store is spoken to beside S3.
    side: u16,
}

/// Processes that end with the test.
struct Children(Vec<Child>);

impl Drop for Children {
    fn drop(&mut self) {
        for child in &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Running {
    /// Where the server keeps its files.
    pub fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// Where the programs lie that an office reaches an SSH server with.
    pub fn ssh(&self) -> String {
        format!("{}/bin:{}", self.dir.path().display(), std::env::var("PATH").unwrap())
    }

    /// Removes everything from the bucket of an object store.
    pub fn empty_bucket(&self) {
        let place = format!("http://127.0.0.1:{}/buckets/ledger/2019?recursive=true", self.side);
        let done = Command::new("curl").args(["-sf", "-X", "DELETE", &place]).status();
        assert!(done.is_ok_and(|done| done.success()), "SeaweedFS empties no bucket");
    }

    /// Kills one of several processes at once.
    pub fn kill(&mut self, which: usize) {
        let _ = self.children.0[which].kill();
        let _ = self.children.0[which].wait();
    }

    fn begin(children: Vec<Child>, dir: TempDir, port: u16) -> Running {
        let running = Running { children: Children(children), dir, port, side: 0 };
        let started = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(
                started.elapsed() < Duration::from_mins(2),
                "it does not start: run scripts/test, which installs it"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        running
    }
}

fn spawn(program: &str, args: &[&str], dir: &Path) -> Child {
    let log = fs::File::create(dir.join(format!("{}.log", program.rsplit('/').next().unwrap()))).unwrap();
    let mut command = Command::new(program);
    command.args(args).current_dir(dir).stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
    command.spawn().unwrap_or_else(|error| panic!("{program}: {error}: run scripts/test, which installs it"))
}

fn folder() -> (TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("data")).unwrap();
    let path = dir.path().display().to_string();
    (dir, path)
}

/// WebDAV by lighttpd, with a password.
pub fn lighttpd() -> Running {
    let ((dir, path), port) = (folder(), free_port());
    let conf = format!(
        "server.modules = (\"mod_auth\", \"mod_authn_file\", \"mod_webdav\")\n\
         server.document-root = \"{path}/data\"\nserver.port = {port}\nserver.bind = \"127.0.0.1\"\n\
         server.errorlog = \"{path}/error.log\"\nserver.upload-dirs = (\"{path}\")\n\
         mimetype.assign = (\"\" => \"application/octet-stream\")\n\
         auth.backend = \"plain\"\nauth.backend.plain.userfile = \"{path}/users\"\n\
         auth.require = (\"\" => (\"method\" => \"basic\", \"realm\" => \"x\", \"require\" => \"valid-user\"))\n\
         webdav.activate = \"enable\"\nwebdav.sqlite-db-name = \"{path}/dav.db\"\n"
    );
    fs::write(dir.path().join("lighttpd.conf"), conf).unwrap();
    fs::write(dir.path().join("users"), "office:hush-hush\n").unwrap();
    let child = spawn("/usr/sbin/lighttpd", &["-D", "-f", &format!("{path}/lighttpd.conf")], dir.path());
    Running::begin(vec![child], dir, port)
}

/// WebDAV by Apache.
pub fn apache() -> Running {
    use std::os::unix::fs::PermissionsExt;
    let ((dir, path), port) = (folder(), free_port());
    let module = |name: &str| format!("LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n");
    let modules = ["mpm_event", "authz_core", "dav", "dav_fs"].map(module).concat();
    let conf = format!(
        "{modules}ServerRoot {path}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {path}/pid\n\
         User www-data\nGroup www-data\nErrorLog {path}/error.log\nDocumentRoot {path}/data\nDavLockDB {path}/locks/lock\n\
         <Directory {path}/data>\nDav On\nRequire all granted\n</Directory>\n"
    );
    fs::create_dir(dir.path().join("locks")).unwrap();
    fs::write(dir.path().join("apache.conf"), conf).unwrap();
    for place in ["", "data", "locks"] {
        fs::set_permissions(dir.path().join(place), fs::Permissions::from_mode(0o777)).unwrap();
    }
    let child = spawn("/usr/sbin/apache2", &["-f", &format!("{path}/apache.conf"), "-DFOREGROUND"], dir.path());
    Running::begin(vec![child], dir, port)
}

/// OpenSSH with keys of its own, and a folder of programs in which `ssh` knows the host by them.
pub fn sshd() -> Running {
    use std::os::unix::fs::PermissionsExt;
    let ((dir, path), port) = (folder(), free_port());
    fs::create_dir_all("/run/sshd").unwrap();
    for key in ["host", "office"] {
        let made =
            Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &format!("{path}/{key}")]).status();
        assert!(made.is_ok_and(|made| made.success()), "ssh-keygen is missing: run scripts/test, which installs it");
    }
    let public = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    fs::write(dir.path().join("authorized"), public("office.pub")).unwrap();
    fs::write(dir.path().join("known"), format!("[127.0.0.1]:{port} {}", public("host.pub"))).unwrap();
    fs::create_dir(dir.path().join("bin")).unwrap();
    let ssh = format!("#!/bin/sh\nexec /usr/bin/ssh -F none -o UserKnownHostsFile={path}/known \"$@\"\n");
    fs::write(dir.path().join("bin/ssh"), ssh).unwrap();
    fs::set_permissions(dir.path().join("bin/ssh"), fs::Permissions::from_mode(0o755)).unwrap();
    let conf = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {path}/host\nPidFile {path}/pid\nAuthorizedKeysFile {path}/authorized\n\
         StrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\n\
         PermitRootLogin prohibit-password\nSubsystem sftp internal-sftp\n"
    );
    fs::write(dir.path().join("sshd.conf"), conf).unwrap();
    let child = spawn("/usr/sbin/sshd", &["-D", "-e", "-f", &format!("{path}/sshd.conf")], dir.path());
    Running::begin(vec![child], dir, port)
}

fn weed() -> String {
    let target = Path::new(env!("CARGO_BIN_EXE_duban")).ancestors().nth(2).expect("target/debug/duban");
    target.join("peers/bin/weed").display().to_string()
}

/// The ports of its other services are the same for every server: two at once would not start.
const ALONE: [&str; 2] = ["-s3.port.iceberg=0", "-s3.port.lance=0"];

/// What SeaweedFS lets in.
fn accounts(dir: &Path) {
    let actions = r#"["Admin","Read","List","Tagging","Write"]"#;
    let account = r#"{"name":"office","credentials":[{"accessKey":"OFFICE","secretKey":"hush-hush"}],"actions":"#;
    fs::write(dir.join("s3.json"), format!(r#"{{"identities":[{account}{actions}}}]}}"#)).unwrap();
}

fn make_bucket(port: u16, log: &Path) {
    // the filer makes a bucket of a folder; S3's own request would have to be signed by hand
    let made = Command::new("curl")
        .args([
            "-sf",
            "--retry",
            "60",
            "--retry-delay",
            "1",
            "--retry-all-errors",
            "-o",
            "/dev/null",
            "-F",
            "x=@/dev/null",
        ])
        .arg(format!("http://127.0.0.1:{port}/buckets/ledger/seed/x"))
        .status();
    let log = || fs::read_to_string(log).unwrap_or_default();
    assert!(made.is_ok_and(|made| made.success()), "SeaweedFS makes no bucket: {}", log());
}

/// An object store, all in one process.
pub fn seaweed() -> Running {
    let (dir, path) = folder();
    accounts(dir.path());
    let ports: Vec<u16> = (0..4).map(|_| free_port()).collect();
    let option = |name: &str, value: u16| format!("-{name}={value}");
    let args = [
        "server".to_owned(),
        format!("-dir={path}/data"),
        "-ip=127.0.0.1".to_owned(),
        "-ip.bind=127.0.0.1".to_owned(),
        "-master.volumeSizeLimitMB=64".to_owned(),
        "-master.telemetry=false".to_owned(),
        "-volume.max=20".to_owned(),
        "-filer".to_owned(),
        "-s3".to_owned(),
        format!("-s3.config={path}/s3.json"),
        option("master.port", ports[0]),
        option("volume.port", ports[1]),
        option("filer.port", ports[2]),
        option("s3.port", ports[3]),
    ];
    let args: Vec<&str> = args.iter().map(String::as_str).chain(ALONE).collect();
    let child = spawn(&weed(), &args, dir.path());
    let running = Running::begin(vec![child], dir, ports[3]);
    make_bucket(ports[2], &running.dir.path().join("weed.log"));
    Running { side: ports[2], ..running }
}

/// An object store of several machines: a master, three volume servers with a second copy of everything on another of them, and a
/// filer that speaks S3. The volume servers are the processes 1 to 3.
pub fn seaweed_cluster() -> Running {
    let (dir, path) = folder();
    accounts(dir.path());
    let master = free_port();
    let place = |name: String| {
        let folder = dir.path().join(&name);
        fs::create_dir(&folder).unwrap();
        folder.display().to_string()
    };
    let run = |args: &[String], folder: &str| {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        spawn(&weed(), &args, Path::new(folder))
    };
    let at = "-ip=127.0.0.1".to_owned();
    let bind = "-ip.bind=127.0.0.1".to_owned();
    let known = format!("127.0.0.1:{master}");
    let home = place("master".to_owned());
    let mut args = vec!["master".to_owned(), at.clone(), bind.clone(), format!("-mdir={home}")];
    args.extend([format!("-port={master}"), "-defaultReplication=001".to_owned(), "-volumeSizeLimitMB=64".to_owned()]);
    args.push("-telemetry=false".to_owned());
    let mut children = vec![run(&args, &home)];
    for n in 1..=3 {
        let home = place(format!("volume{n}"));
        let mut args =
            vec!["volume".to_owned(), at.clone(), bind.clone(), format!("-dir={home}"), "-max=20".to_owned()];
        args.extend([format!("-port={}", free_port()), format!("-mserver={known}")]);
        children.push(run(&args, &home));
    }
    let (home, filer, s3) = (place("filer".to_owned()), free_port(), free_port());
    let mut args = vec!["filer".to_owned(), at, bind, format!("-master={known}"), format!("-port={filer}")];
    args.extend(["-s3".to_owned(), format!("-s3.port={s3}"), format!("-s3.config={path}/s3.json")]);
    args.push("-defaultReplicaPlacement=001".to_owned());
    args.extend(ALONE.map(str::to_owned));
    children.push(run(&args, &home));
    let running = Running::begin(children, dir, s3);
    make_bucket(filer, &running.dir.path().join("filer/weed.log"));
    Running { side: filer, ..running }
}

/// A wire to a server on this machine, which tests make slow, cut, or dead.
pub struct Wire {
    pub port: u16,
    /// Bytes that have gone over it, both ways.
    pub bytes: Arc<AtomicU64>,
}

/// What a wire does.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// So many bytes a second, each way.
    Slow(u64),
    /// Ends after so many bytes from the server, once for each of so many connections; later ones are whole.
    Cut(u64, u64),
    /// Takes connections, and nothing ever comes.
    Dead,
}

impl Wire {
    pub fn to(port: u16, kind: Kind) -> Wire {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap().port();
        let bytes = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&bytes);
        std::thread::spawn(move || {
            let mut held = Vec::new();
            for (n, client) in (0..).zip(listener.incoming().map_while(Result::ok)) {
                if let Kind::Dead = kind {
                    held.push(client);
                    continue;
                }
                let Ok(server) = TcpStream::connect(("127.0.0.1", port)) else { continue };
                let rate = if let Kind::Slow(rate) = kind { rate } else { u64::MAX };
                let most = match kind {
                    Kind::Cut(most, times) if n < times => most,
                    _ => u64::MAX,
                };
                let (to, from) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                let (up, down) = (Arc::clone(&counted), Arc::clone(&counted));
                std::thread::spawn(move || carry(from, to, rate, u64::MAX, &up));
                std::thread::spawn(move || carry(server, client, rate, most, &down));
            }
        });
        Wire { port: own, bytes }
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, rate: u64, mut most: u64, counted: &AtomicU64) {
    let mut buffer = vec![0; 4096];
    while let Ok(count) = from.read(&mut buffer) {
        let count = usize::try_from(most).unwrap_or(usize::MAX).min(count);
        if count == 0 || to.write_all(&buffer[..count]).is_err() {
            break;
        }
        counted.fetch_add(count as u64, Ordering::Relaxed);
        most -= count as u64;
        if most == 0 {
            break; // at once: the server may have nothing more to say
        }
        if rate < u64::MAX {
            std::thread::sleep(Duration::from_micros(1_000_000 * count as u64 / rate));
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}
