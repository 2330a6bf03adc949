//! TaskChampion over its local server: `taskchampion-bench COUNT FOLDER` makes so many tasks with seven properties in one commit,
//! pushes them, pulls them into a second replica, syncs once more with nothing to do and with one changed property, and
//! prints the seconds of each, of the processor and on the clock, and the bytes of what it leaves.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;
use taskchampion::storage::AccessMode;
use taskchampion::{Operations, Replica, ServerConfig, SqliteStorage, TaskData, Uuid};

type Outcome<T> = Result<T, Box<dyn Error>>;

async fn replica(folder: PathBuf) -> Outcome<Replica<SqliteStorage>> {
    Ok(Replica::new(SqliteStorage::new(folder, AccessMode::ReadWrite, true).await?))
}

/// Seconds of the processor until now, as Linux counts them; 0 elsewhere.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn size(path: &Path) -> u64 {
    match std::fs::read_dir(path) {
        Ok(entries) => entries.flatten().map(|entry| size(&entry.path())).sum(),
        Err(_) => std::fs::metadata(path).map_or(0, |file| file.len()),
    }
}

async fn run(count: usize, folder: &Path) -> Outcome<()> {
    let (mut clock, mut worked) = (Instant::now(), processor());
    let mut told = |what: &str| {
        println!("{what} {:.2} {:.2}", processor() - worked, clock.elapsed().as_secs_f64());
        (clock, worked) = (Instant::now(), processor());
    };
    let mut one = replica(folder.join("one")).await?;
    let mut other = replica(folder.join("other")).await?;
    std::fs::create_dir_all(folder.join("server"))?;
    let mut server = ServerConfig::Local { server_dir: folder.join("server") }.into_server().await?;
    let mut ops = Operations::new();
    let mut last = None;
    for n in 0..count {
        let mut task = TaskData::create(Uuid::new_v4(), &mut ops);
        for (property, value) in [
            ("description", format!("第{n}个问题：制度执行不到位，台账更新不及时")),
            ("status", "pending".into()),
            ("project", format!("第{}单位", n % 18)),
            ("entry", "1575853200".into()),
            ("due", "1577750400".into()),
            ("stage", "in_progress".into()),
            ("text", format!("本周已排查{n}处，完成整改{}处，其余按计划推进", n % 37)),
        ] {
            task.update(property, Some(value), &mut ops);
        }
        last = Some(task);
    }
    one.commit_operations(ops).await?;
    told("create");
    one.sync(&mut server, false).await?;
    told("push");
    other.sync(&mut server, false).await?;
    told("pull");
    one.sync(&mut server, false).await?;
    told("idle");
    let mut ops = Operations::new();
    if let Some(mut task) = last {
        task.update("stage", Some("done".into()), &mut ops);
    }
    one.commit_operations(ops).await?;
    one.sync(&mut server, false).await?;
    told("one");
    println!("server {}", size(&folder.join("server")));
    println!("database {}", size(&folder.join("one")));
    Ok(())
}

fn main() -> Outcome<()> {
    let mut given = std::env::args().skip(1);
    let count = given.next().ok_or("a count")?.parse()?;
    let folder = PathBuf::from(given.next().ok_or("a folder")?);
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run(count, &folder))
}
