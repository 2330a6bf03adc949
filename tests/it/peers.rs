//! The real programs that sheets and calendars go through: LibreOffice, gnumeric, openpyxl; icalendar, vobject, khal.
//! `scripts/test` installs them.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{LazyLock, Mutex, PoisonError};

const MISSING: &str = "is missing or does not start: run scripts/test, which installs what is missing";

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers").join(name)
}

/// A program of the Python environment that `scripts/test` makes beside the build.
fn python(program: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_BIN_EXE_duban")).ancestors().nth(2).expect("target/debug/duban");
    target.join("peers/bin").join(program)
}

/// One LibreOffice for all tests: it takes seconds to start. It ends when the tests do, with the pipe to it.
struct LibreOffice {
    child: Child,
    answers: BufReader<ChildStdout>,
}

static OFFICE: LazyLock<Mutex<LibreOffice>> = LazyLock::new(|| {
    let mut child = Command::new("/usr/bin/python3") // Debian's, which has uno
        .arg(script("edit.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("LibreOffice (/usr/bin/python3) {MISSING}: {error}"));
    let answers = BufReader::new(child.stdout.take().unwrap());
    let mut office = LibreOffice { child, answers };
    assert_eq!(office.answer(), json!({}), "LibreOffice {MISSING}");
    Mutex::new(office)
});

impl LibreOffice {
    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "LibreOffice with python3-uno {MISSING}");
        serde_json::from_str(&line).unwrap()
    }
}

/// Opens a sheet in LibreOffice, edits it as one types, and saves it in a format of `tests/peers/edit.py`.
///
/// # Errors
/// With what LibreOffice would not do.
pub fn try_edit(from: &Path, edits: &Value, to: &Path, format: &str) -> Result<(), String> {
    let mut office = OFFICE.lock().unwrap_or_else(PoisonError::into_inner);
    let job = json!({"open": from, "edits": edits, "save": to, "as": format});
    writeln!(office.child.stdin.as_mut().unwrap(), "{job}").unwrap();
    match office.answer()["error"].as_str() {
        None => Ok(()),
        Some(error) => Err(error.to_owned()),
    }
}

/// The same, where it must be done.
#[track_caller]
pub fn edit(from: &Path, edits: &Value, to: &Path, format: &str) {
    if let Err(error) = try_edit(from, edits, to, format) {
        panic!("{}: {error}", from.display());
    }
}

/// A workbook as openpyxl reads it; `tests/peers/read.py` says how.
#[track_caller]
pub fn read(path: &Path) -> Value {
    serde_json::from_str(&run(&python("python"), &[script("read.py").as_os_str(), path.as_os_str()])).unwrap()
}

/// A document as python-docx reads it; `tests/peers/paper.py` says how.
#[track_caller]
pub fn paper(path: &Path) -> Value {
    serde_json::from_str(&run(&python("python"), &[script("paper.py").as_os_str(), path.as_os_str()])).unwrap()
}

/// The pages of a document as LibreOffice sets them, each a list of lines with left edge, top and text, in points.
#[track_caller]
pub fn set(path: &Path) -> Vec<Vec<(f64, f64, String)>> {
    let pdf = path.with_extension("pdf");
    edit(path, &json!([]), &pdf, "paper");
    let html = run(Path::new("pdftotext"), &["-bbox-layout".as_ref(), pdf.as_os_str(), "-".as_ref()]);
    let number = |line: &str, name: &str| {
        let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
        rest.split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let mut pages: Vec<Vec<(f64, f64, String)>> = Vec::new();
    for line in html.lines().map(str::trim) {
        if line.starts_with("<page ") {
            pages.push(Vec::new());
        } else if line.starts_with("<line ") {
            pages.last_mut().unwrap().push((number(line, "xMin"), number(line, "yMin"), String::new()));
        } else if let Some(word) = line.strip_prefix("<word ") {
            let text = word.split_once('>').unwrap().1.trim_end_matches("</word>");
            pages.last_mut().unwrap().last_mut().unwrap().2.push_str(text);
        }
    }
    pages
}

/// What is wrong with a page as Chromium shows it, and a picture of it; `tests/peers/look.js` says what is looked for.
#[track_caller]
pub fn look(page: &Path, width: u32, dark: bool) -> (Value, Vec<u8>) {
    let text = std::fs::read_to_string(page).unwrap();
    let looked = std::fs::read_to_string(script("look.js")).unwrap();
    let (copy, picture) = (page.with_extension("looked.html"), page.with_extension("png"));
    std::fs::write(&copy, text.replace("</body>", &format!("<script>{looked}</script></body>"))).unwrap();
    let profile = tempfile::tempdir().unwrap();
    let chromium = |shows: String, shown: &Path| {
        let own = format!("--user-data-dir={}", profile.path().display());
        let (size, place) = (format!("--window-size={width},9000"), format!("file://{}", shown.display()));
        let mut args: Vec<&str> =
            "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars \
                                   --disable-dev-shm-usage --disable-background-networking --disable-component-update --disable-sync"
                .split_whitespace()
                .collect();
        if dark {
            args.push("--blink-settings=preferredColorScheme=0");
        }
        args.extend([own.as_str(), size.as_str(), shows.as_str(), place.as_str()]);
        let args: Vec<&std::ffi::OsStr> = args.into_iter().map(AsRef::as_ref).collect();
        run(Path::new("chromium"), &args)
    };
    let dom = chromium("--dump-dom".to_owned(), &copy);
    let found = dom.split_once("<pre id=\"found\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let found =
        found.unwrap_or_else(|| panic!("{dom}")).0.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    chromium(format!("--screenshot={}", picture.display()), page);
    (serde_json::from_str(&found).unwrap(), std::fs::read(picture).unwrap())
}

/// A calendar as icalendar and vobject read it; `tests/peers/limits.py` says how.
#[track_caller]
pub fn calendar(path: &Path) -> Value {
    serde_json::from_str(&run(&python("python"), &[script("limits.py").as_os_str(), path.as_os_str()])).unwrap()
}

/// khal with a calendar of its own in a folder: `import --batch -a office FILE`, `list …`.
#[track_caller]
pub fn khal(folder: &Path, args: &[&str]) -> String {
    let config = folder.join("khal.conf");
    let here = folder.display();
    let formats = "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n\
                   datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n";
    let text = format!(
        "[calendars]\n[[office]]\npath = {here}/office\ntype = calendar\n[locale]\n{formats}\
         local_timezone = Asia/Shanghai\ndefault_timezone = Asia/Shanghai\n[default]\ndefault_calendar = office\n\
         [sqlite]\npath = {here}/khal.db\n"
    );
    std::fs::create_dir_all(folder.join("office")).unwrap();
    std::fs::write(&config, text).unwrap();
    let before = ["-m".as_ref(), "khal".as_ref(), "-c".as_ref(), config.as_os_str()];
    let args: Vec<&std::ffi::OsStr> = before.into_iter().chain(args.iter().map(AsRef::as_ref)).collect();
    run(&python("python"), &args)
}

/// What an auditor of the format has to say of a workbook.
#[track_caller]
pub fn audit(path: &Path) -> String {
    run(&python("openxml-audit"), &[path.as_os_str()])
}

/// Converts a sheet with gnumeric.
#[track_caller]
pub fn gnumeric(from: &Path, to: &Path) {
    run(Path::new("ssconvert"), &[from.as_os_str(), to.as_os_str()]);
}

/// Sets one cell (`整改台账!E2=完成`) with gnumeric.
#[track_caller]
pub fn gnumeric_set(from: &Path, set: &str, to: &Path) {
    run(Path::new("ssconvert"), &["--set".as_ref(), set.as_ref(), from.as_os_str(), to.as_os_str()]);
}

#[track_caller]
fn run(program: &Path, args: &[&std::ffi::OsStr]) -> String {
    let output = Command::new(program).args(args).env("LC_ALL", "C.UTF-8").output();
    let output = output.unwrap_or_else(|error| panic!("{} {MISSING}: {error}", program.display()));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}: {said}{}", program.display(), String::from_utf8_lossy(&output.stderr));
    said
}

/// A mail as Python's email package reads it; `tests/peers/mail.py` says how.
#[track_caller]
pub fn mail(bytes: &[u8]) -> Value {
    let mut child = Command::new(python("python"))
        .arg(script("mail.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("Python {MISSING}: {error}"));
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(bytes));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A server that does as it is told, a script of `tests/peers`, which says what. It ends with the test.
pub struct Server {
    child: Child,
    /// What it says, read as it comes: a server that has to wait with its words would keep its senders waiting.
    answers: Receiver<Value>,
    /// Where it listens, on 127.0.0.1.
    pub port: u64,
}

impl Server {
    /// A mail server.
    pub fn mail(wish: &Value) -> Server {
        Server::start("smtp.py", wish)
    }

    /// The stub of a group robot.
    pub fn robot(wish: &Value) -> Server {
        Server::start("robot.py", wish)
    }

    fn start(name: &str, wish: &Value) -> Server {
        let mut child = Command::new(python("python"))
            .arg(script(name))
            .arg(wish.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{name} {MISSING}: {error}"));
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let (told, answers) = channel();
        std::thread::spawn(move || {
            let answers = said.map_while(Result::ok).filter_map(|line| serde_json::from_str::<Value>(&line).ok());
            answers.take_while(|answer| told.send(answer.clone()).is_ok()).count()
        });
        let mut server = Server { child, answers, port: 0 };
        let ready = server.answers.recv().ok().unwrap_or_else(|| panic!("{name}: aiosmtpd {MISSING}"));
        server.port = ready["port"].as_u64().unwrap();
        server
    }

    /// The next message that it takes; waits for it.
    #[track_caller]
    pub fn take(&self) -> Value {
        self.answers.recv_timeout(std::time::Duration::from_mins(2)).expect("a message comes")
    }

    /// Ends it, and gives the messages that it has taken and that nobody has asked for.
    pub fn taken(mut self) -> Vec<Value> {
        drop(self.child.stdin.take());
        self.answers.iter().collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
