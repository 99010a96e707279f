package relay.ejb.suppression;

import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.suppression.Suppression;
import relay.domain.suppression.Suppression.Evidence;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSubject;
import relay.ejb.database.Database;

/** One node's view of the list in a database. */
final class SuppressionNode {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  static final SuppressionScope ACME = SuppressionScope.ofTenant("acme");

  final NodeSuppressions memory = new NodeSuppressions();
  final SuppressionWatch watch;
  final DatabaseSuppressionDesk desk;
  Instant now = NOW;

  SuppressionNode(Database database, Path folder) {
    watch =
        new SuppressionWatch(
            database, memory, new SuppressionFile(folder), () -> Duration.ofMinutes(1), () -> now);
    desk = new DatabaseSuppressionDesk(database, watch, () -> now);
  }

  boolean holdsBack(String address) {
    return memory
        .current()
        .find(new MailOwner("acme", "news", ""), Lane.BULK, EmailAddress.parse(address), now, true)
        .isPresent();
  }

  static void empty(Database database) {
    database.inTransaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute("delete from suppression");
            statement.execute("delete from suppression_scope");
            statement.execute("delete from bounce_history");
            statement.execute("delete from suppression_follower");
            return statement.execute(
                "update suppression_version set revision = 0, purged = 0, hash_key = ''");
          }
        });
  }

  static Suppression entry(String subject) {
    return entry(subject, ACME, SuppressionReason.MANUAL, Optional.empty());
  }

  static Suppression entry(
      String subject, SuppressionScope scope, SuppressionReason reason, Optional<Instant> end) {
    return new Suppression(
        Optional.of(SuppressionSubject.parse(subject)),
        scope,
        reason,
        new Evidence("recipient_unknown", "gmail", "0khr3vqs0abcd", "550 5.1.1 no such user"),
        "al",
        NOW,
        end);
  }
}
