package relay.ejb.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEntry;
import relay.domain.audit.AuditQuery;
import relay.domain.audit.AuditVerdict;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.fault.FaultPoint;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.privacy.Erasure;
import relay.domain.privacy.ErasureOrder;
import relay.domain.privacy.ErasurePreview;
import relay.domain.privacy.ErasureState;
import relay.domain.privacy.Erasures.Answer;
import relay.domain.privacy.Erasures.Farewell;
import relay.domain.privacy.OpenMailRule;
import relay.domain.privacy.PersonalRecords;
import relay.domain.privacy.PersonalStore;
import relay.ejb.audit.AuditMark;
import relay.ejb.audit.DatabaseAuditLog;
import relay.ejb.journal.Followers;
import relay.ejb.journal.JournalFiles;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalRewrite;
import relay.ejb.sandbox.KeptMails;
import relay.ejb.view.ViewFixture;

class ErasureDeskTest {
  private static final EmailAddress BOB = EmailAddress.parse("bob@b.example");
  private static final String EVE = "eve@e.example";
  private static final Actor ANN = new Actor("ann", "192.0.2.1");
  private static final MailOwner OWNER = MailOwner.of(Lane.OTP);
  @TempDir Path data;
  private final KeptMails sandbox = new KeptMails();
  private Instant now = Instant.parse("2026-01-01T01:00:00Z");
  private ViewFixture view;
  private JournalFolder folder;
  private JournalFiles journal;
  private int stepsBeforeTheCrash = Integer.MAX_VALUE;

  @BeforeEach
  void open() {
    view = new ViewFixture(data);
    folder = new JournalFolder(data.resolve("journal"));
    journal =
        new JournalFiles(
            folder,
            RelayConfiguration.of(Map.of(), Map.of()).journal(),
            () -> now,
            new Random(1),
            List.of());
  }

  @AfterEach
  void close() {
    journal.close();
    view.close();
  }

  @Test
  void shouldForgetAnAddressInJournalViewAndContents() throws IOException {
    mailTo(BOB.toString(), 1);
    mailTo(EVE, 2);
    sandbox.keep("1", OWNER, BOB.toString(), now.minusSeconds(60));
    sandbox.keep("2", OWNER, EVE, now.minusSeconds(60));

    Erasure asked = taken(desk().request(BOB, OpenMailRule.REFUSE, ANN));
    Erasure done = finished(desk());

    assertThat(asked.state()).isEqualTo(ErasureState.RUNNING);
    assertThat(done.id()).isEqualTo(asked.id());
    assertThat(done.finishedAt()).contains(now);
    assertThat(done.parts())
        .containsExactly(
            new Erasure.Part("contents", "node", 1, true, false),
            new Erasure.Part("journal", "node", 3, true, false),
            new Erasure.Part("messages", "", 1, true, false));
    assertThat(journalText()).doesNotContainIgnoringCase("bob").contains(EVE);
    assertThat(sandbox.newest(9)).singleElement().satisfies(m -> assertThat(m.id()).isEqualTo("2"));
    assertThat(view.personal().count(order(BOB))).isZero();
    assertThat(view.personal().count(order(EmailAddress.parse(EVE)))).isEqualTo(1);
  }

  @Test
  void shouldProveThatItWasDoneWithoutTellingWhomItWasAbout() {
    mailTo(BOB.toString(), 1);
    desk().request(BOB, OpenMailRule.REFUSE, ANN);
    finished(desk());

    var audit = new DatabaseAuditLog(view.database(), new AuditMark(data));
    List<AuditEntry> entries = audit.find(allEntries());

    assertThat(entries)
        .extracting(e -> e.event().action())
        .containsExactly("privacy-erased", "privacy-erase");
    assertThat(entries.get(0).event().actor()).isEqualTo(ANN);
    assertThat(entries.get(0).event().subject()).isEqualTo(PersonalRecords.nameOf(BOB));
    assertThat(entries.get(0).event().after())
        .isEqualTo("{\"contents\":0,\"journal\":3,\"messages\":1}");
    assertThat(entries.toString()).doesNotContainIgnoringCase("bob");
    assertThat(audit.verify()).isEqualTo(new AuditVerdict.Whole(2));
    assertThat(rowText()).doesNotContainIgnoringCase("bob").contains("done");
  }

  @Test
  void shouldRefuseWhileMailIsOpenAndTellWhich() throws IOException {
    journal.write(view.received(1, "al@a.example", BOB.toString()));
    view.follow();

    Answer answer = desk().request(BOB, OpenMailRule.REFUSE, ANN);
    desk().work();

    ErasurePreview found = ((Answer.OpenMail) answer).found();
    assertThat(found.openCount()).isEqualTo(1);
    assertThat(found.open()).hasSize(1);
    assertThat(desk().list(Optional.empty(), 9)).isEmpty();
    assertThat(journalText()).contains(BOB.toString());
  }

  @Test
  void shouldWaitForOpenMailAndBeginByItself() throws IOException {
    journal.write(view.received(1, "al@a.example", BOB.toString()));
    view.follow();
    desk().request(BOB, OpenMailRule.WAIT, ANN);
    desk().work();
    assertThat(desk().list(Optional.empty(), 9).get(0).state()).isEqualTo(ErasureState.WAITING);
    assertThat(journalText()).contains(BOB.toString());

    journal.write(view.delivered(1, BOB.toString()));
    finished(desk());

    assertThat(journalText()).doesNotContainIgnoringCase("bob");
  }

  @Test
  void shouldWaitAWhileAfterTheEndOfAMail() {
    mailTo(BOB.toString(), 3590);
    desk().request(BOB, OpenMailRule.REFUSE, ANN);
    view.follow();

    desk().work();
    assertThat(desk().list(Optional.empty(), 9).get(0).state()).isEqualTo(ErasureState.WAITING);

    now = now.plusSeconds(600);
    assertThat(finished(desk()).state()).isEqualTo(ErasureState.DONE);
  }

  @Test
  void shouldAnswerWithTheOneThatHasNotEnded() {
    Erasure first = taken(desk().request(BOB, OpenMailRule.REFUSE, ANN));

    Erasure second =
        taken(desk().request(EmailAddress.parse("BOB@b.example"), OpenMailRule.REFUSE, ANN));

    assertThat(second.id()).isEqualTo(first.id());
    finished(desk());
    now = now.plusSeconds(1);
    Erasure third = taken(desk().request(BOB, OpenMailRule.REFUSE, ANN));
    assertThat(third.id()).isNotEqualTo(first.id());
    assertThat(desk().list(Optional.empty(), 9))
        .extracting(Erasure::id)
        .containsExactly(third.id(), first.id());
    assertThat(desk().find(first.id())).isPresent();
    assertThat(desk().find("nothing")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void shouldGoOnAfterACrashInTheMiddle(int steps) throws IOException {
    mailTo(BOB.toString(), 1);
    journal.beginFile();
    mailTo(BOB.toString(), 2);
    sandbox.keep("1", OWNER, BOB.toString(), now.minusSeconds(60));
    desk().request(BOB, OpenMailRule.REFUSE, ANN);
    stepsBeforeTheCrash = steps;

    assertThatThrownBy(() -> finished(desk())).hasMessage("the process dies");
    stepsBeforeTheCrash = Integer.MAX_VALUE;
    Erasure done = finished(desk());

    assertThat(done.parts()).allMatch(Erasure.Part::finished);
    assertThat(journalText()).doesNotContainIgnoringCase("bob");
    assertThat(sandbox.newest(9)).isEmpty();
    assertThat(view.personal().count(order(BOB))).isZero();
    try (var files = Files.list(folder.path())) {
      assertThat(files).noneMatch(f -> f.toString().endsWith(".new"));
    }
  }

  @Test
  void shouldNotEndBeforeEveryNodeHasDoneItsShare() {
    view.mail(1, true); // of the node "other", whose journal is elsewhere
    desk().request(BOB, OpenMailRule.REFUSE, ANN);
    for (int i = 0; i < 5; i++) {
      round(desk());
    }
    assertThat(desk().list(Optional.empty(), 9).get(0).state()).isEqualTo(ErasureState.RUNNING);

    ErasureDesk other = desk("other");
    for (int i = 0; i < 5; i++) {
      round(other);
    }

    assertThat(desk().list(Optional.empty(), 9).get(0).state()).isEqualTo(ErasureState.DONE);
  }

  @Test
  void shouldWaitNoMoreForANodeThatAnOperatorCallsGone() {
    view.mail(1, true); // of the node "other", whose journal is elsewhere
    desk().request(BOB, OpenMailRule.REFUSE, ANN);
    round(desk());
    String id = desk().list(Optional.empty(), 9).get(0).id();

    assertThat(desk().nodeIsGone("other", ANN)).isEqualTo(new Farewell.Done(List.of(id)));

    Erasure done = finished(desk());
    assertThat(done.parts())
        .contains(
            new Erasure.Part("contents", "other", 0, true, true),
            new Erasure.Part("journal", "other", 0, true, true));
    List<AuditEntry> entries =
        new DatabaseAuditLog(view.database(), new AuditMark(data)).find(allEntries());
    assertThat(entries)
        .extracting(e -> e.event().action() + " " + e.event().subject())
        .contains("privacy-node-gone node other");
    assertThat(entries.get(0).event().after()).contains("\"without_nodes\":\"other\"");

    desk().request(EmailAddress.parse(EVE), OpenMailRule.REFUSE, ANN);
    assertThat(finished(desk()).parts()).noneMatch(Erasure.Part::gone);
  }

  @Test
  void shouldLetANodeThatWasCalledGoneAndLivesDoItsShare() throws IOException {
    view.mail(1, true);
    mailTo(BOB.toString(), 2);
    desk().request(BOB, OpenMailRule.REFUSE, ANN);
    assertThat(desk("third").nodeIsGone("node", ANN)).isInstanceOf(Farewell.Done.class);

    for (int i = 0; i < 5; i++) {
      round(desk());
    }

    assertThat(journalText()).doesNotContainIgnoringCase("bob");
    assertThat(desk().list(Optional.empty(), 9).get(0).parts())
        .contains(new Erasure.Part("journal", "node", 3, true, false));
  }

  @Test
  void shouldNotTakeTheWordAboutItselfOrANodeItDoesNotKnow() {
    assertThat(desk().nodeIsGone("node", ANN)).isEqualTo(new Farewell.Alive());
    assertThat(desk().nodeIsGone("nobody", ANN)).isEqualTo(new Farewell.Unknown());
  }

  @Test
  void shouldTellBeforehandWhatItWouldFind() {
    mailTo(BOB.toString(), 1);
    journal.write(view.received(2, BOB.toString(), EVE));
    view.follow();
    sandbox.keep("1", OWNER, BOB.toString(), now.minusSeconds(60));

    ErasurePreview found = desk().preview(BOB);

    assertThat(found.counts()).isEqualTo(Map.of("messages", 2L, "journal", 1L, "contents", 1L));
    assertThat(found.openCount()).isEqualTo(1);
    assertThat(found.subject()).isEqualTo(PersonalRecords.nameOf(BOB));
    assertThat(desk().list(Optional.empty(), 9)).isEmpty();
  }

  private void mailTo(String recipient, int number) {
    journal.write(view.received(number, "al@a.example", recipient));
    journal.write(view.delivered(number, recipient));
    view.follow();
  }

  private ErasureDesk desk() {
    return desk("node");
  }

  private ErasureDesk desk(String node) {
    FaultPoint faults =
        step -> {
          if (stepsBeforeTheCrash-- <= 0) {
            throw new IllegalStateException("the process dies");
          }
        };
    var rewrite = new JournalRewrite(folder);
    List<PersonalStore> stores =
        List.of(
            new JournalErasure(
                journal, folder, rewrite, new Followers(List.of(view.follower())), view.database()),
            view.personal(),
            new SandboxErasure(sandbox));
    var work = new ErasureWork(view.database(), node, () -> Duration.ofMinutes(10), faults);
    return new ErasureDesk(
        view.database(), stores, view.openMails(), view.follower(), work, () -> now, new Random(7));
  }

  private Erasure finished(ErasureDesk desk) {
    for (int round = 0; round < 10; round++) {
      round(desk);
      Optional<Erasure> newest = desk.list(Optional.empty(), 1).stream().findFirst();
      if (newest.filter(e -> e.state() == ErasureState.DONE).isPresent()) {
        return newest.get();
      }
    }
    throw new AssertionError("not done: " + desk.list(Optional.empty(), 1));
  }

  /** Some seconds later the view is up to date and the desk goes on. */
  private void round(ErasureDesk desk) {
    now = now.plusSeconds(5);
    view.follow();
    desk.work();
  }

  private static Erasure taken(Answer answer) {
    return ((Answer.Taken) answer).erasure();
  }

  private ErasureOrder order(EmailAddress address) {
    return new ErasureOrder("x", address, now, "x");
  }

  private String journalText() throws IOException {
    var text = new StringBuilder();
    try (var files = Files.list(folder.path())) {
      for (Path file : files.toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private String rowText() {
    return view.database()
        .inTransaction(
            connection -> {
              try (var statement = connection.createStatement();
                  var row = statement.executeQuery("select address, secret, state from erasure")) {
                row.next();
                return row.getString(1) + row.getString(2) + row.getString(3);
              }
            });
  }

  private static AuditQuery allEntries() {
    return new AuditQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10);
  }
}
