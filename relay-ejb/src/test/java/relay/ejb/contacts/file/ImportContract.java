package relay.ejb.contacts.file;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.contacts.file.ImportState.DONE;
import static relay.domain.contacts.file.ImportState.FAILED;
import static relay.domain.contacts.file.ImportState.RUNNING;
import static relay.domain.contacts.file.ImportState.STOPPED;
import static relay.domain.contacts.file.ImportState.WAITING;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.file.ContactImport;
import relay.domain.contacts.file.ImportCounts.Of;
import relay.domain.contacts.file.ImportDesk.Taken;
import relay.domain.contacts.file.ReportLine;
import relay.domain.csv.RawRecord;
import relay.domain.mail.EmailAddress;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.PersonalStore.Step;
import relay.ejb.database.Database;

/** What imports promise, on every database. */
interface ImportContract {
  String PROVEN = "\"origin\":\"fair\",\"wording\":\"v1\"";
  String NEWS = "{\"consents\":{\"news\":\"confirmed\"}," + PROVEN + "}";
  String PEOPLE =
      "email,name,age\nann@example.org,Ann,41\nbob@example.org,Bob,x\ncy@example.org,,\n";

  /** With an empty database and folder. */
  ImportNode node();

  Database database();

  @Test
  default void shouldReadAFileToItsEndAndTellWhatIsWrong() {
    ImportNode node = node();
    ContactImport job = node.accepted(PEOPLE, NEWS);
    assertThat(job.state()).isEqualTo(WAITING);

    node.run(job.id());

    ContactImport done = node.show(job);
    assertThat(done.state()).isEqualTo(DONE);
    assertThat(done.percent()).isEqualTo(100);
    assertThat(done.counts().of(Of.ROWS)).isEqualTo(3);
    assertThat(done.counts().of(Of.ADDED)).isEqualTo(2);
    assertThat(done.counts().of(Of.FAULTY)).isEqualTo(1);
    assertThat(node.report(job))
        .containsExactly(
            new ReportLine(
                3, ReportLine.Kind.ERROR, "age", "must be a number of at most 15 digits"));
    Contact ann = node.contact("ann@example.org");
    assertThat(ann.fields().attributes()).hasSize(2);
    assertThat(ann.consents()).containsEntry("news", ConsentState.CONFIRMED);
    var proof = node.contacts.proofs("acme", ann.id()).orElseThrow().get(0);
    assertThat(proof.origin()).isEqualTo("fair");
    assertThat(proof.wording()).isEqualTo("v1");
    assertThat(node.files()).isEmpty();
    assertThat(node.audit()).contains("import", "import-done");
  }

  @Test
  default void shouldChangeNothingWhenAChunkIsTakenAgain() {
    ImportNode node = node();
    ContactImport job = node.accepted(PEOPLE, NEWS);
    List<RawRecord> rows = node.rows(job.id());

    node.work.take(job.id(), rows.subList(0, 2));
    ContactImport before = node.show(job);
    node.work.take(job.id(), rows.subList(0, 2));

    assertThat(node.show(job)).isEqualTo(before);
    assertThat(before.state()).isEqualTo(RUNNING);
    assertThat(node.contact("ann@example.org").version()).isEqualTo(1);
    // a part of it again, and what comes after it
    node.work.take(job.id(), rows.subList(1, 3));
    assertThat(node.show(job).counts().of(Of.ROWS)).isEqualTo(3);
    assertThat(node.report(job)).hasSize(1);
  }

  @Test
  default void shouldGoOnBehindTheLastRowThatIsKept() {
    ImportNode node = node();
    ContactImport job = node.accepted(PEOPLE, NEWS);
    node.work.take(job.id(), node.rows(job.id()).subList(0, 2));

    ImportNode restarted = node.restarted();
    List<RawRecord> rest = restarted.rows(job.id());

    assertThat(rest).extracting(RawRecord::text).containsExactly("cy@example.org,,");
    assertThat(rest).extracting(RawRecord::line).containsExactly(4L);
    restarted.run(job.id());
    assertThat(restarted.show(job).state()).isEqualTo(DONE);
    assertThat(restarted.show(job).counts().of(Of.ROWS)).isEqualTo(3);
  }

  @Test
  default void shouldAskThoseToConfirmWhomAFileMakesPending() {
    ImportNode node = node();
    node.declare(Contacts.ASKING);
    String file =
        "address,list:offers\nann@example.org,pending\nbob@example.org,confirmed\n"
            + "cy@example.org,\nann@example.org,pending\n";

    node.run(node.accepted(file, "{" + PROVEN + "}").id());

    assertThat(node.asked("ann@example.org")).hasSize(1);
    assertThat(node.asked("bob@example.org")).as("brings his proof").isEmpty();
    assertThat(node.asked("cy@example.org")).isEmpty();
  }

  @Test
  default void shouldKeepNothingOfADryRunButItsReport() {
    ImportNode node = node();
    ContactImport job =
        node.accepted(
            PEOPLE, "{\"dry_run\":true,\"consents\":{\"news\":\"confirmed\"}," + PROVEN + "}");

    node.run(job.id());

    assertThat(node.show(job).counts().of(Of.ADDED)).isEqualTo(2);
    assertThat(node.show(job).counts().of(Of.CONSENTS)).isEqualTo(2);
    assertThat(node.report(job)).hasSize(1);
    assertThat(node.all()).isEmpty();
    assertThat(node.files()).isEmpty();
  }

  @Test
  default void shouldMergeIntoContactsThatThereAre() {
    ImportNode node = node();
    node.run(node.accepted("email,name\nann@example.org,Ann\n", "{}").id());

    node.run(
        node.accepted("email,name,age\nANN@example.org,Anna,41\n", "{\"merge\":\"overwrite\"}")
            .id());

    Contact ann = node.contact("ann@example.org");
    assertThat(ann.version()).isEqualTo(2);
    assertThat(ann.fields().address()).hasToString("ann@example.org");
    assertThat(ann.fields().attributes().get("name").text()).isEqualTo("Anna");
    assertThat(ann.fields().attributes().get("age").text()).isEqualTo("41");
  }

  @Test
  default void shouldBringNobodyBackWhoLeftAndWasRemoved() {
    ImportNode node = node();
    node.run(node.accepted("email\nann@example.org\n", NEWS).id());
    node.run(node.accepted("email,list:news\nann@example.org,unsubscribed\n", "{}").id());
    node.contacts.remove("acme", node.contact("ann@example.org").id(), ImportNode.AL);

    ContactImport again = node.accepted("email\nann@example.org\n", NEWS);
    node.run(again.id());

    assertThat(node.contact("ann@example.org").consents())
        .containsEntry("news", ConsentState.UNSUBSCRIBED);
    assertThat(node.show(again).counts().of(Of.REFUSED)).isEqualTo(1);
  }

  @Test
  default void shouldReadLinesOfJson() {
    ImportNode node = node();
    String file =
        "{\"address\":\"ann@example.org\",\"attributes\":{\"tags\":[\"a\"]},"
            + "\"consents\":{\"news\":\"confirmed\"}}\n\n{\"address\":\"x\"}\nno json\n";
    ContactImport job = node.accepted(file, "{\"format\":\"jsonl\"," + PROVEN + "}");

    node.run(job.id());

    assertThat(node.contact("ann@example.org").consents()).containsKey("news");
    assertThat(node.report(job)).extracting(ReportLine::line).containsExactly(3L, 4L);
  }

  @Test
  default void shouldStopWhereItIsAndTakeNothingMore() {
    ImportNode node = node();
    ContactImport job = node.accepted(PEOPLE, NEWS);
    List<RawRecord> rows = node.rows(job.id());
    assertThat(node.work.take(job.id(), rows.subList(0, 1))).isTrue();

    assertThat(node.desk.stop("other", job.id(), ImportNode.AL)).isEmpty();
    assertThat(node.desk.stop("acme", job.id(), ImportNode.AL).orElseThrow().state())
        .isEqualTo(STOPPED);

    assertThat(node.work.take(job.id(), rows.subList(1, 3))).isFalse();
    node.work.finish(job.id());
    assertThat(node.show(job).state()).isEqualTo(STOPPED);
    assertThat(node.all()).hasSize(1);
    assertThat(node.files()).isEmpty();
    assertThat(node.work.begin(job.id())).isEmpty();
    assertThat(node.work.open()).isEmpty();
  }

  @Test
  default void shouldFailWhenItsColumnsOrItsFileHaveGone() {
    ImportNode node = node();
    ContactImport job = node.accepted(PEOPLE, NEWS);
    ContactImport other = node.accepted(PEOPLE, NEWS);
    node.forgetAttribute("age");
    node.removeFile(0);
    node.removeFile(0);

    node.run(job.id());
    node.run(other.id());

    assertThat(node.show(job).state()).isEqualTo(FAILED);
    assertThat(node.show(job).problem()).get().asString().contains("hand it in again");
    assertThat(node.show(other).state()).isEqualTo(FAILED);
  }

  @Test
  default void shouldBringNoContactsToATenantThatHasGone() {
    ImportNode node = node();
    ContactImport job =
        node.accepted("{\"address\":\"ann@example.org\"}\n", "{\"format\":\"jsonl\"}");
    node.isTenantGone = true;

    node.run(job.id());

    assertThat(node.show(job).state()).isEqualTo(FAILED);
    assertThat(node.all()).isEmpty();
    assertThat(node.files()).isEmpty();
  }

  @Test
  default void shouldRefuseAtTheDoorWhatCanBeNoFileOfContacts() {
    ImportNode node = node();

    assertThat(refused(node, "", "{}")).isEqualTo("file");
    assertThat(refused(node, "name\nAnn\n", "{}")).isEqualTo("header");
    assertThat(refused(node, "email\0\nx\n", "{}")).isEqualTo("file");
    assertThat(refused(node, "x".repeat(3_000), "{}")).isEqualTo("file");
    byte[] wide = "email\nann@example.org\n".getBytes(StandardCharsets.UTF_16);
    assertThat(node.take(new ByteArrayInputStream(wide), "{}"))
        .isEqualTo(new Taken.Refused("file", "is UTF-16; save it as UTF-8"));
    byte[] latin = "email,m\u00fc\nx\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(node.take(new ByteArrayInputStream(latin), "{}")).isInstanceOf(Taken.Refused.class);
    assertThat(node.files()).isEmpty();
  }

  private static String refused(ImportNode node, String file, String order) {
    Taken taken = node.take(stream(file), order);
    return ((Taken.Refused) taken).field();
  }

  @Test
  default void shouldTakeNoMoreThanThereIsRoomFor() {
    ImportNode node = node();

    assertThat(node.take(new Letters(200_000), "{}")).isEqualTo(new Taken.TooLarge(100_000));
    node.accepted(PEOPLE, "{}");
    node.accepted(PEOPLE, "{}");
    assertThat(node.take(stream(PEOPLE), "{}")).isInstanceOf(Taken.NoRoom.class);
    node.freeDisk = 1_000;
    node.run(node.work.open().get(0));
    assertThat(node.take(stream(PEOPLE), "{}"))
        .isEqualTo(new Taken.NoRoom("the disk of the data folder is nearly full"));
    assertThat(node.files()).hasSize(1);
  }

  @Test
  default void shouldTellNoMoreThanAReportHolds() {
    ImportNode node = node();
    ContactImport job = node.accepted("email\n" + "x\n".repeat(40), "{}");

    node.run(job.id());

    assertThat(node.report(job)).hasSize(30);
    assertThat(node.show(job).counts().of(Of.FAULTY)).isEqualTo(40);
  }

  @Test
  default void shouldForgetAnAddressInFilesThatAreNotReadYet() {
    ImportNode node = node();
    ContactImport job = node.accepted(PEOPLE + "\"Ann@Example.ORG\",\"x\"\"\ny\",\n", NEWS);
    List<RawRecord> inMemory = node.rows(job.id());
    var order =
        new ErasureOrder("1", EmailAddress.parse("ann@example.org"), ImportNode.NOON, "secret");
    assertThat(node.erasing().count(order)).isEqualTo(1);

    Step first = node.erasing().forget(order, "");
    Step second = node.erasing().forget(order, first.place());

    assertThat(first.changed()).isEqualTo(2);
    assertThat(second.finished()).isTrue();
    node.work.take(job.id(), inMemory);
    assertThat(node.all())
        .extracting(c -> c.fields().subject().text())
        .containsExactly("cy@example.org");
    ImportNode restarted = node.restarted();
    assertThat(restarted.all()).hasSize(1);
  }

  @Test
  default void shouldReadNothingOfWhatWasForgottenInItsFile() {
    ImportNode node = node();
    ContactImport job = node.accepted(PEOPLE, NEWS);
    var order =
        new ErasureOrder("1", EmailAddress.parse("ann@example.org"), ImportNode.NOON, "secret");

    node.erasing().forget(order, "");
    node.run(job.id());

    assertThat(node.all()).hasSize(1);
    assertThat(node.report(job)).extracting(ReportLine::line).containsExactly(3L);
  }

  @Test
  default void shouldGoWithItsReportAndItsFileWhenItIsOld() {
    ImportNode node = node();
    ContactImport done = node.accepted(PEOPLE, "{}");
    node.run(done.id());
    ContactImport never = node.accepted(PEOPLE, "{}");
    var old = OldImports.of(database(), () -> Duration.ofDays(7));

    assertThat(old.old(ImportNode.NOON.plus(Duration.ofDays(6)), "", 10)).isEmpty();
    List<String> keys = old.old(ImportNode.NOON.plus(Duration.ofDays(8)), "", 10);
    assertThat(keys).containsExactly(done.id(), never.id());
    assertThat(old.remove(keys)).isEqualTo(2);

    assertThat(node.desk.find("acme", done.id())).isEmpty();
    assertThat(node.report(done)).isEmpty();
    node.work.sweep();
    assertThat(node.files()).as("it may still be on its way into the database").hasSize(1);
    node.now = java.time.Instant.now().plus(Duration.ofHours(2));
    node.work.sweep();
    assertThat(node.files()).isEmpty();
  }

  @Test
  default void shouldShowNothingOfAnotherTenant() {
    ImportNode node = node();
    ContactImport job = node.accepted(PEOPLE, "{}");
    node.run(job.id());

    assertThat(node.desk.find("other", job.id())).isEmpty();
    assertThat(node.desk.find("acme", "x")).isEmpty();
    assertThat(node.desk.list("other", 10)).isEmpty();
    assertThat(node.desk.list("acme", 10)).extracting(ContactImport::id).containsExactly(job.id());
    List<ReportLine> told = new java.util.ArrayList<>();
    node.desk.report("other", job.id(), told::add);
    assertThat(told).isEmpty();
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** So many letters. */
  final class Letters extends InputStream {
    private long left;

    Letters(long octets) {
      left = octets;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? 'x' : -1;
    }
  }
}
