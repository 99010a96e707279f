package relay.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditQuery;
import relay.domain.audit.AuditVerdict;
import relay.domain.control.ControlChange.Create;
import relay.domain.control.ControlChange.Delete;
import relay.domain.control.ControlChange.Replace;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlOutcome;
import relay.domain.control.ControlState;
import relay.domain.mail.Lane;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.CredentialKind;
import relay.domain.tenancy.Proof;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;
import relay.domain.tenancy.TenantState;
import relay.domain.tenancy.Tokens;
import relay.ejb.audit.AuditMark;
import relay.ejb.audit.DatabaseAuditLog;
import relay.ejb.database.Database;

/** What the control store promises, on every database. */
interface ControlStoreContract {
  Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  ControlKinds KINDS = new ControlKinds(TenancyKinds.ALL);
  Actor ALICE = new Actor("alice", "192.0.2.1");
  Tenant ACME = Tenant.of("acme");
  Stream RECEIPTS = Stream.named("acme", "receipts", Lane.TRANSACTIONAL);

  /** Open, with empty tables. */
  Database database();

  Path folder();

  /** One node's view of the database. */
  final class Node {
    final ControlFile file;
    final ControlMemory memory;
    final DatabaseControlStore store;
    final ControlWatch watch;
    final AuditMark mark;
    final DatabaseAuditLog audit;

    Node(Database database, Path folder) {
      file = new ControlFile(folder, KINDS);
      memory = new ControlMemory(file.read());
      store = new DatabaseControlStore(database, memory, KINDS, () -> NOW);
      mark = new AuditMark(folder);
      watch = new ControlWatch(database, memory, KINDS, file, mark);
      audit = new DatabaseAuditLog(database, mark);
    }

    ControlState state() {
      return memory.state();
    }
  }

  default Node node(String name) throws Exception {
    return new Node(database(), Files.createDirectories(folder().resolve(name)));
  }

  @Test
  default void shouldShowAChangeToEveryNodeAfterItsNextLook() throws Exception {
    Node here = node("here");
    Node there = node("there");
    there.watch.look();

    ControlOutcome made = here.store.apply(List.of(new Create(ACME), new Create(RECEIPTS)), ALICE);
    there.watch.look();

    assertThat(made).isInstanceOf(ControlOutcome.Done.class);
    assertThat(here.state().all(TenancyKinds.STREAM, "acme"))
        .containsExactly(RECEIPTS.withVersion(1));
    assertThat(there.state().all(TenancyKinds.STREAM, "acme"))
        .containsExactly(RECEIPTS.withVersion(1));
    assertThat(there.state().revision()).isEqualTo(here.state().revision());
  }

  @Test
  default void shouldShowThatAnObjectIsGoneAndComeBackUnderItsName() throws Exception {
    Node here = node("here");
    Node there = node("there");
    here.store.apply(new Create(ACME), ALICE);
    there.watch.look();

    here.store.apply(new Delete(ACME.key(), 1), ALICE);
    there.watch.look();

    assertThat(there.state().find(ACME.key())).isEmpty();

    assertThat(there.store.apply(new Create(ACME), ALICE)).isInstanceOf(ControlOutcome.Done.class);
    here.watch.look();

    assertThat(here.state().find(ACME.key())).contains(ACME.withVersion(1));
  }

  @Test
  default void shouldJudgeAgainstWhatOtherNodesChangedAMomentAgo() throws Exception {
    Node here = node("here");
    Node there = node("there");
    there.watch.look();
    here.store.apply(new Create(ACME), ALICE);

    assertThat(there.store.apply(new Create(RECEIPTS), ALICE))
        .isInstanceOf(ControlOutcome.Done.class);
    assertThat(
            here.store.apply(
                new Replace(ACME.withVersion(1).withState(TenantState.SUSPENDED)), ALICE))
        .isInstanceOf(ControlOutcome.Done.class);
    assertThat(there.store.apply(new Replace(ACME.withVersion(1)), ALICE))
        .isInstanceOf(ControlOutcome.Stale.class);
  }

  @Test
  default void shouldChangeNothingWhenOneOfSeveralChangesIsRefused() throws Exception {
    Node here = node("here");
    Stream orphan = Stream.named("nobody", "receipts", Lane.BULK);

    ControlOutcome outcome = here.store.apply(List.of(new Create(ACME), new Create(orphan)), ALICE);
    here.watch.look();

    assertThat(outcome).isInstanceOf(ControlOutcome.Refused.class);
    assertThat(here.state().find(ACME.key())).isEmpty();
    assertThat(here.audit.find(all())).isEmpty();
  }

  @Test
  default void shouldTryOutAChangeWithoutATrace() throws Exception {
    Node here = node("here");

    ControlOutcome outcome = here.store.preview(List.of(new Create(ACME)));
    here.watch.look();

    assertThat(outcome).isInstanceOf(ControlOutcome.Done.class);
    assertThat(here.state().find(ACME.key())).isEmpty();
    assertThat(here.audit.find(all())).isEmpty();
  }

  @Test
  default void shouldLetOneOfManyRacersWin() throws Exception {
    node("first").store.apply(new Create(ACME), ALICE);
    int racers = 6;
    var threads = Executors.newFixedThreadPool(racers);
    try {
      List<Callable<ControlOutcome>> races = new java.util.ArrayList<>();
      for (int i = 0; i < racers; i++) {
        Node node = node("racer" + i);
        String id = "c-" + i;
        Proof same = Proof.token(Tokens.hashOf("relay_the-same"));
        Credential mine = Credential.sender("acme", id, CredentialKind.API_TOKEN, same, NOW);
        races.add(() -> node.store.apply(new Create(mine), ALICE));
      }

      int won = 0;
      for (Future<ControlOutcome> race : threads.invokeAll(races)) {
        won += race.get() instanceof ControlOutcome.Done ? 1 : 0;
      }

      assertThat(won).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void shouldKnowEverythingAfterARestartWithoutDatabase() throws Exception {
    Node before = node("here");
    before.store.apply(List.of(new Create(ACME), new Create(RECEIPTS)), ALICE);
    before.watch.look();
    database().close();

    Node after = node("here");

    assertThat(after.state().all(TenancyKinds.STREAM, "acme"))
        .containsExactly(RECEIPTS.withVersion(1));
    assertThat(after.state().revision()).isEqualTo(before.state().revision());
    Path file = folder().resolve("here").resolve("control.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  default void shouldRecordWhoDidWhatWithSecretsMasked() throws Exception {
    Node here = node("here");
    String hash = Tokens.hashOf("relay_secret");
    Credential token =
        Credential.sender("acme", "c-1", CredentialKind.API_TOKEN, Proof.token(hash), NOW);

    here.store.apply(List.of(new Create(ACME), new Create(token)), ALICE);

    var entries = here.audit.find(all());
    assertThat(entries).hasSize(2);
    var newest = entries.get(0).event();
    assertThat(newest.actor()).isEqualTo(ALICE);
    assertThat(newest.action()).isEqualTo("create");
    assertThat(newest.subject()).isEqualTo("credential acme/c-1");
    assertThat(newest.after()).contains("\"token_hash\":\"***\"").doesNotContain(hash);
    assertThat(here.audit.verify()).isEqualTo(new AuditVerdict.Whole(2));
  }

  @Test
  default void shouldFindARowOfTheAuditThatWasChangedByHand() throws Exception {
    Node here = node("here");
    here.store.apply(List.of(new Create(ACME), new Create(RECEIPTS)), ALICE);
    here.watch.look();

    execute("update audit set actor = 'bob' where entry = 2");

    assertThat(here.audit.verify()).matches(v -> isBrokenAt(v, 2), "broken at 2");
  }

  @Test
  default void shouldFindThatTheNewestRowsOfTheAuditWereCutOff() throws Exception {
    Node here = node("here");
    here.store.apply(new Create(ACME), ALICE);
    String hash = here.audit.find(all()).get(0).hash();
    here.store.apply(new Create(RECEIPTS), ALICE);
    here.watch.look();

    execute("delete from audit where entry = 2");
    assertThat(here.audit.verify()).matches(v -> isBrokenAt(v, 2), "broken at 2");

    execute("update audit_head set entry = 1, hash = '" + hash + "'");
    assertThat(node("here").audit.verify()).matches(v -> isBrokenAt(v, 2), "broken at 2");
  }

  @Test
  default void shouldPassOverAnObjectThatCannotBeRead() throws Exception {
    Node here = node("here");
    here.store.apply(List.of(new Create(ACME), new Create(RECEIPTS)), ALICE);

    execute("update control_object set document = '{\"lane\":\"fast\"}' where kind = 'stream'");
    Node other = node("other");
    other.watch.look();

    assertThat(other.state().find(ACME.key())).isPresent();
    assertThat(other.state().find(RECEIPTS.key())).isEmpty();
  }

  private static boolean isBrokenAt(AuditVerdict verdict, long number) {
    return verdict instanceof AuditVerdict.Broken broken && broken.number() == number;
  }

  private static AuditQuery all() {
    return new AuditQuery(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100);
  }

  private void execute(String sql) {
    database()
        .inTransaction(
            connection -> {
              try (var statement = connection.createStatement()) {
                return statement.execute(sql);
              }
            });
  }

  /** As a new database has them. */
  static void empty(Database database) {
    database.inTransaction(
        connection -> {
          run(connection, "delete from control_object");
          run(connection, "delete from audit");
          run(connection, "update control_version set revision = 0");
          run(connection, "update audit_head set entry = 0, hash = ''");
          return null;
        });
  }

  private static void run(java.sql.Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
