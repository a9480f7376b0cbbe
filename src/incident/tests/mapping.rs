//! What the names of a log stand for, as a file says.

use super::{faults, model};
use crate::incident::{Log, NameKind, NameMap, Profile, Reading, names_page, read, read_mapped, read_names};
use crate::model::Model;
use crate::model::clauses::{Where, Who};
use crate::model::ids::{ActorId, ZoneId};

const LOG: &str = "id,time,actor,target,act,means,place\n\
    1,2016-03-01,Ahrar ash-Sham,Government of Syria,attack,,Halab\n\
    2,2016-03-01,Ahrar ash-Sham|the \"Falcons\",AHRAR ASH SHAM,storming,,\n\
    3,2016-03-01,FSA,Saraya,shelling,catapult,Nowhere\n";

fn mapped(model: &Model, names: &NameMap) -> Log {
    read_mapped(Reading::Known(Profile::Canonical), model, names, "log", None, LOG.as_bytes()).unwrap()
}

fn refused(text: &str) -> String {
    read_names(&model(), text).unwrap_err().to_string()
}

#[test]
fn a_first_file_lists_what_is_not_known_and_changes_nothing() {
    let model = model();
    let log = read(Profile::Canonical, &model, "log", LOG.as_bytes()).unwrap();
    let page = names_page(&model, &log);
    for line in [
        "# used 3 times; near: \"Ahrar al-Sham\"\n\"Ahrar ash-Sham\" = []",
        "\"the \\\"Falcons\\\"\" = []",
        "[acts]\n# used once; near: nothing is spelt much the same\n\"storming\" = []",
        "[means]\n",
        "[places]\n",
    ] {
        assert!(page.contains(line), "{line}\n{page}");
    }
    let names = read_names(&model, &page).unwrap();
    assert_eq!(names, NameMap::default());
    assert_eq!(mapped(&model, &names), log);
}

#[test]
fn an_edited_file_gives_names_their_meaning() {
    let model = model();
    let log = read(Profile::Canonical, &model, "log", LOG.as_bytes()).unwrap();
    let edited = names_page(&model, &log)
        .replace("\"Ahrar ash-Sham\" = []", "\"Ahrar ash-Sham\" = \"Ahrar al-Sham\"")
        .replace("\"the \\\"Falcons\\\"\" = []", "\"the \\\"Falcons\\\"\" = [\"FSA\", \"Nusra Front\"]")
        .replace("\"Saraya\" = []", "\"Saraya\" = [\"unknown\"]")
        .replace("\"storming\" = []", "\"storming\" = [\"ground_assault\"]")
        .replace("\"Halab\" = []", "\"Halab\" = [\"Aleppo Governorate\"]");
    let log = mapped(&model, &read_names(&model, &edited).unwrap());
    assert_eq!(faults(&log), []);
    let account = |index: usize| &log.incidents[index].reports[0].account;
    assert_eq!(account(0).who, Some(vec![Who::Actor(ActorId(3))]));
    assert_eq!(account(0).places, Some(vec![Where::Zone(ZoneId(1))]));
    let several = [2, 3, 4].map(|id| Who::Actor(ActorId(id)));
    assert_eq!(account(1).who, Some(several.to_vec()));
    assert_eq!(account(1).whom, Some(vec![Who::Actor(ActorId(3))]), "another spelling of one name");
    assert_eq!(account(1).acts, Some(vec![model.deeds.act_words["ground_assault"]]));
    assert_eq!(account(2).whom, None);
    let unknown: Vec<(NameKind, &str)> =
        log.unknown.iter().map(|name| (name.kind, name.name.as_str())).collect();
    assert_eq!(unknown, [(NameKind::Means, "catapult"), (NameKind::Place, "Nowhere")]);
}

#[test]
fn what_the_file_says_goes_before_what_the_agreement_says() {
    let model = model();
    let names = read_names(&model, "[actors]\nFSA = [\"Jabhat al-Nusra\"]\n").unwrap();
    let log = mapped(&model, &names);
    assert_eq!(log.incidents[2].reports[0].account.who, Some(vec![Who::Actor(ActorId(4))]));
}

#[test]
fn a_file_that_cannot_be_used_says_where_and_why() {
    assert_eq!(
        refused("[actor]\n"),
        "line 1, column 2: `actor` is nothing that the file can have; is `actors` meant?"
    );
    assert_eq!(
        refused("# names\n\n[actors]\n\"A\" = [\"Ahrar al-Shaam\"]\n"),
        "line 4, column 7: `A` stands for `Ahrar al-Shaam`, which is no actor of the agreement; is `Ahrar al-Sham` meant?"
    );
    assert_eq!(
        refused("[acts]\nA = [\"nobody\"]\n"),
        "line 2, column 5: `A` stands for `nobody`, which is no act of the agreement"
    );
    assert_eq!(
        refused("[actors]\n\"al A\" = [\"FSA\"]\n\"Al-A\" = [\"FSA\"]\n"),
        "line 3, column 10: `Al-A` stands in the table twice, in two spellings"
    );
    assert_eq!(
        refused("[actors]\nA = 7\n"),
        "line 2, column 5: `A` is a text between quotation marks, or several of them between brackets"
    );
    assert!(refused("[actors\nA = 7\n").starts_with("line 1, column 8: "));
}
