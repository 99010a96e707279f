package relay.ejb.contacts;

import java.time.Duration;
import java.util.function.Supplier;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;
import relay.ejb.database.OldRows;

/** Proofs of consent go some years after their contact. */
final class OldProofs {
  private static final OldRows.Statements STATEMENTS =
      new OldRows.Statements(
          "select id from consent_proof where ended_at < ? and id > ? order by id limit ?",
          "delete from consent_proof where id = ? and ended_at is not null");

  private OldProofs() {}

  static AgingRows of(Database database, Supplier<Duration> age) {
    return OldRows.numbered(database, "consent-proof", age, STATEMENTS);
  }
}
